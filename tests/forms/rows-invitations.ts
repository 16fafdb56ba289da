import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import type { Example } from "./crawl.ts"
import type { Login } from "./people.ts"
import type { Scene } from "./scene.ts"
import type { Filling } from "./sending.ts"
import type { FormRow } from "./table.ts"

/** Who invites each role, and what its page asks. */
const INVITED = {
	school_coordinator: { inviter: "municipal", place: { organisationId: { option: 2 } }, workPhone: true },
	expert: { inviter: "municipal", place: { organisationId: { option: 2 }, positionText: "директор" } },
	group_head: {
		inviter: "municipal",
		place: { organisationId: { option: 2 }, positionText: "директор", subjectId: { option: 1 } },
	},
	municipal_coordinator: { inviter: "operator", place: {}, workPhone: true },
	operator: { inviter: "operator", place: {} },
} as const
type Invited = keyof typeof INVITED
export const INVITED_ROLES = Object.keys(INVITED) as Invited[]

const filledBy = (role: Invited): Filling => ({
	...INVITED[role].place,
	...("workPhone" in INVITED[role] && { workPhone: "8 (3822) 00-00-07" }),
})

/** Sends an invitation as its inviter does. @returns the address of the link in the letter */
export async function invite(scene: Scene, role: Invited, email: string): Promise<string> {
	const { inviter } = INVITED[role]
	const address = inviter === "operator" ? "/operator/users" : "/municipality/invitations"
	await scene.post(inviter, address, { ...PREFILLED, intent: "send", role, municipalityCode: "tomsk", email })
	return scene.linkTo(email)
}

const invited =
	(role: Invited, login: Login, name: string) =>
	async (scene: Scene): Promise<Example[]> => [
		{ login, address: await invite(scene, role, `${name}@demo.example`) },
	]

export const INVITATION_ROWS: readonly FormRow[] = INVITED_ROLES.flatMap((role, index): FormRow[] => {
	const name = role.replace("_", "")
	return [
		{
			form: "invite.$token · send",
			of: role,
			by: ["guest"],
			at: invited(role, "", `new${name}`),
			right: {
				username: `new${name}`,
				password: "Attestation-2027",
				surname: "Новикова",
				name: "Зоя",
				mobilePhone: "8 913 000 00 00",
				...filledBy(role),
				consent: true,
			},
			says: "Вы зарегистрированы",
		},
		{
			form: "invite.$token · accept",
			of: role,
			by: ["teacher"],
			at: invited(role, `pedagog${20 + index}`, `more${name}`),
			right: filledBy(role),
			says: "Роль добавлена",
			...(Object.keys(filledBy(role)).length === 0 && { optional: true as const }),
		},
	]
})
