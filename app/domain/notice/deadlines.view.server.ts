import { prisma } from "#app/db/client.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { longDate, longDateTime } from "#app/utils/russian.ts"
import { clockState } from "./clock-guard.server.ts"
import { DIGEST } from "./digest.server.ts"
import { MAILING_RULE } from "./mailing.server.ts"
import { NOTICE_RULES } from "./rules/index.ts"

const LAST = 50

const TITLES: Record<string, string> = {
	...Object.fromEntries(NOTICE_RULES.map(({ name, title }) => [name, title])),
	[DIGEST]: "Сводка за день",
	[MAILING_RULE]: "Уведомление от координатора",
}

/** The ledger for operators: how many people each rule has informed, and the latest of them. @throws DomainError not-found */
export async function viewDeadlines({ actor, now }: { actor: Actor; now: Date }) {
	if (!isOperator(actor, null, null)) throw notFound()
	const [state, counts, last] = await Promise.all([
		clockState(),
		prisma.notice.groupBy({ by: ["rule"], _count: true, _max: { toldAt: true } }),
		prisma.notice.findMany({ orderBy: { toldAt: "desc" }, take: LAST }),
	])
	const people = await prisma.person.findMany({
		where: { id: { in: last.map(({ personId }) => personId) } },
		select: { id: true, username: true, surname: true, name: true, patronymic: true },
	})
	const names = new Map(
		people.map(({ id, username, ...person }) => [
			id,
			[person.surname, person.name, person.patronymic].filter(Boolean).join(" ") || username,
		]),
	)
	const found = new Map(counts.map(({ rule, _count, _max }) => [rule, { count: _count, at: _max.toldAt }]))
	return {
		now: longDateTime(now),
		clock: state.doubted && {
			doubted: longDateTime(state.doubted),
			believed: state.believed ? longDateTime(state.believed) : "",
		},
		rules: Object.entries(TITLES).map(([name, title]) => {
			const { count = 0, at = null } = found.get(name) ?? {}
			return { name, title, count, last: at ? longDateTime(at) : "" }
		}),
		last: last.map(({ rule, deadline, personId, subjectId, toldAt, letterId, line }) => ({
			key: `${rule} ${deadline} ${subjectId} ${personId}`,
			title: TITLES[rule] ?? (line || rule),
			deadline: longDate(deadline),
			who: names.get(personId) ?? "",
			at: longDateTime(toldAt),
			how: letterId === null ? "ждёт сводки" : letterId === "" ? "не понадобилось" : "письмом",
		})),
	}
}
export type DeadlinesView = Awaited<ReturnType<typeof viewDeadlines>>
