import { Secret, TOTP } from "otpauth"
import pg from "pg"
import type { Example } from "./crawl.ts"
import { LOGINS, roleOf, type Sender } from "./people.ts"
import { PASSWORD, type Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

// Forms about trust: the second step of signing in, the consent, ending roles. They come last, because they change who may do what.

const EVERYBODY: readonly Sender[] = ["teacher", "school", "municipal", "expert", "head", "operator"]

/** One account of each role. */
const oneOf = (address: string) => async (_scene: Scene, by: Sender) =>
	LOGINS.filter((login) => roleOf(login) === by)
		.slice(0, 1)
		.map((login) => ({ login, address }))

const secondFactor = oneOf("/profile/second-factor")

/** The code that a phone would show after scanning the page. */
async function codeOnTelephone(scene: Scene, by: Sender) {
	const [at] = await secondFactor(scene, by)
	const page = (await scene.download(at?.login ?? "", "/profile/second-factor")).toString()
	return { code: codeOf(page) }
}

/** The code for the secret that a page shows. */
function codeOf(page: string): string {
	const [, secret = ""] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page) ?? []
	return new TOTP({ secret: Secret.fromBase32(secret.replaceAll(" ", "")) }).generate()
}

/** Sets up a teacher's second step of signing in, which an operator may turn off. */
async function pairTeacher(scene: Scene) {
	const page = "/profile/second-factor"
	// An earlier row may have ended the session.
	await scene.forget("teacher2")
	await scene.post("teacher2", page, { intent: "begin" })
	const shown = (await scene.download("teacher2", page)).toString()
	await scene.post("teacher2", page, { intent: "confirm", code: codeOf(shown) })
}

/** The pages that end a role of a person without open work. */
async function roleOfNobodysExpert(scene: Scene, by: Sender): Promise<Example[]> {
	const login = by === "operator" ? "operator" : "municipal"
	const found = (
		await scene.download(login, `/roles?name=${by === "operator" ? "municipal3" : "school2"}`)
	).toString()
	return [...found.matchAll(/href="(\/roles\/[0-9a-f-]{36})"/g)].map(([, address = ""]) => ({
		login,
		address,
	}))
}

/** The account of an expert whom both offices look after. */
const accountOfSpecialist = async (scene: Scene, by: Sender): Promise<Example[]> => {
	const login = by === "operator" ? "operator" : "municipal"
	// The person must be signed in. Otherwise there is no session to end.
	await scene.forget("expert2")
	await scene.cookieOf("expert2")
	const found = (await scene.download(login, "/roles?name=expert2")).toString()
	const [address] = /\/roles\/account\/[0-9a-f-]{36}/.exec(found) ?? []
	return address ? [{ login, address }] : []
}

/** The same account after an office has entered another address, which nobody has confirmed. */
const correctedAccount = async (scene: Scene, by: Sender): Promise<Example[]> => {
	const found = await accountOfSpecialist(scene, by)
	for (const { login, address } of found)
		await scene.post(login, address, {
			intent: "correct-email",
			...{ email: `misspelt-${by}@demo.example`, reason: "Ошибка в адресе", known: "on" },
		})
	return found
}

/** Where an operator begins to look at a teacher's pages. */
/** The session belongs to this row alone, because it shows the teacher's pages afterwards. */
async function helpPages(scene: Scene): Promise<Example[]> {
	const login = await scene.inNewSession("operator")
	const found = (await scene.download(login, "/roles?name=teacher2")).toString()
	return [...found.matchAll(/href="(\/roles\/help\/[0-9a-f-]{36})"/g)].map(([, address = ""]) => ({
		login,
		address,
	}))
}

const TWIN = "00000000-0000-7000-8000-000000000001"

/** A teacher with a second account, which has the same confirmed e-mail. */
async function twoAccounts(scene: Scene): Promise<string> {
	const database = new pg.Client({ connectionString: scene.server.databaseUrl })
	await database.connect()
	try {
		const { rows } = await database.query<{ id: string }>(
			`UPDATE "Person" SET "emailConfirmedAt" = now(), "email" = 'twice@demo.example' WHERE "username" = 'teacher2' RETURNING "id"`,
		)
		await database.query(
			`INSERT INTO "Person" ("id", "username", "email", "emailConfirmedAt", "createdAt")
			VALUES ($1, 'twin', 'twice@demo.example', now(), now()) ON CONFLICT DO NOTHING`,
			[TWIN],
		)
		return rows[0]?.id ?? ""
	} finally {
		await database.end()
	}
}

export const TRUST_ROWS: readonly FormRow[] = [
	{
		form: "profile_.second-factor · begin",
		by: EVERYBODY,
		at: secondFactor,
		right: {},
		says: "Наведите камеру",
	},
	{
		form: "profile_.second-factor · confirm",
		by: EVERYBODY,
		at: secondFactor,
		right: codeOnTelephone,
		says: "Второй шаг входа включён",
	},
	{
		form: "roles.second-factor.$personId · reset-second-factor",
		by: ["operator"],
		prepare: pairTeacher,
		at: async (scene) => {
			const found = (await scene.download("operator", "/roles?name=teacher2")).toString()
			return [...found.matchAll(/href="(\/roles\/second-factor\/[0-9a-f-]{36})"/g)].map(
				([, address = ""]) => ({
					login: "operator",
					address,
				}),
			)
		},
		right: { reason: FREE_TEXT, known: true },
		says: "Второй шаг входа отключён. Человеку отправлено письмо",
	},
	{
		form: "roles.account.$personId · correct-email",
		by: ["municipal", "operator"],
		at: accountOfSpecialist,
		right: { email: "corrected@demo.example", reason: FREE_TEXT, known: true },
		says: "Письмо со ссылкой отправлено на corrected@demo.example",
	},
	{
		form: "roles.account.$personId · cancel-email",
		by: ["municipal", "operator"],
		at: correctedAccount,
		right: {},
		says: "Исправление отменено: остаётся",
	},
	{
		form: "roles.account.$personId · end-sessions",
		by: ["municipal", "operator"],
		at: accountOfSpecialist,
		right: {},
		says: "Завершено:",
		optional: true,
		short: true,
	},
	{
		form: "profile_.second-factor · off",
		by: EVERYBODY,
		at: secondFactor,
		right: { currentPassword: PASSWORD },
		says: "Второй шаг входа отключён",
	},
	{
		form: "profile_.consent · withdraw-consent",
		// The demo's operator was created by a command and has given no consent here.
		by: ["teacher", "school", "municipal", "expert", "head"],
		at: oneOf("/profile/consent"),
		right: { understood: true },
		says: "Согласие отозвано",
	},
	{
		form: "roles.help.$personId · help",
		by: ["operator"],
		at: helpPages,
		right: { reason: FREE_TEXT },
		says: "Изменить ничего нельзя",
		// A browser would continue as the teacher.
		plain: true,
		asAnother: true,
	},
	{
		form: "roles.help.end · send",
		by: ["operator"],
		at: async (scene) => {
			const [{ login, address } = { login: "", address: "" }] = await helpPages(scene)
			const body = new URLSearchParams({ reason: "Звонок в поддержку" })
			await scene.request(login, address, { method: "POST", body })
			// A page of the teacher without its own forms.
			return [{ login, address: "/teacher/history" }]
		},
		right: {},
		says: "Люди и роли",
		optional: true,
		short: true,
		plain: true,
	},
	{
		form: "roles.$id · end-role",
		by: ["municipal", "operator"],
		at: roleOfNobodysExpert,
		right: { endsOn: "01.12.2026", reason: FREE_TEXT },
		says: "Роль прекращена",
	},
	{
		form: "operator.erasure.terms · send",
		by: ["operator"],
		at: oneOf("/operator/erasure/terms"),
		right: { letters: "1" },
		says: "Сроки хранения сохранены",
		optional: true,
	},
	{
		form: "operator.erasure._index · send",
		by: ["operator"],
		at: oneOf("/operator/erasure?plan=1"),
		right: { understood: "yes" },
		says: "Удаление начато",
	},
	{
		form: "roles.merge.$one.$other · send",
		by: ["operator"],
		at: async (scene) => [{ login: "operator", address: `/roles/merge/${await twoAccounts(scene)}/${TWIN}` }],
		right: async (scene) => ({ kept: await twoAccounts(scene), reason: FREE_TEXT }),
		says: "Учётные записи объединены",
	},
]
