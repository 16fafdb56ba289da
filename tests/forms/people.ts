import cast from "#prisma/demo/cast.json"
import type { Plan } from "#prisma/demo/life.ts"
import { DEMO_PASSWORD } from "#prisma/demo/people.ts"
import plans from "#prisma/demo/plans.json"
import type { TestServer } from "../setup/server.ts"

/** A login of the demo region. Empty for a visitor who is not signed in. */
export type Login = string

export const SENDERS = ["guest", "teacher", "school", "municipal", "expert", "head", "operator"] as const
export type Sender = (typeof SENDERS)[number]

/** Teachers whose applications are in the same state see the same forms, so two of each are enough. */
function differs(username: string): boolean {
	const standing = ({ until, withdrawal, simplified }: Plan) => `${until} ${withdrawal} ${simplified}`
	const items = plans.items as Plan[]
	const own = items.find(({ teacher }) => teacher === username)
	if (!own) return true
	const alike = items.filter((plan) => standing(plan) === standing(own))
	return alike.findIndex(({ teacher }) => teacher === username) < 2
}

export const TEACHERS: readonly Login[] = cast.items
	.filter(({ role }) => role === "teacher")
	.map(({ username }) => username)

/** One person for each office, and every teacher, because their pages differ by the state of their application. */
export const LOGINS: readonly Login[] = [
	"",
	"school",
	"school2",
	"municipal",
	"expert1",
	"expert2",
	"head",
	"operator",
	...TEACHERS.filter(differs),
]

export function roleOf(login: Login): Sender {
	if (login === "") return "guest"
	return SENDERS.find((role) => login.startsWith(role)) ?? "teacher"
}

export async function signIn(server: TestServer, login: Login): Promise<string> {
	const answer = await fetch(`${server.url}/login`, {
		method: "POST",
		headers: { origin: server.url },
		body: new URLSearchParams({ username: login, password: DEMO_PASSWORD }),
		redirect: "manual",
	})
	const cookie = answer.headers.getSetCookie().find((text) => text.startsWith("session="))
	if (!cookie) throw new Error(`${login} was not let in: ${answer.status}`)
	return cookie.split(";")[0] ?? ""
}
