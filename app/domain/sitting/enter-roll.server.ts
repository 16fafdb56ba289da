import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, invalid, stale } from "#app/utils/errors.ts"
import { tidyLine } from "#app/utils/typed/tidy.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { changeSitting, meetingWords, noteSitting } from "./keep-sitting.server.ts"
import { shownRoll } from "./sitting.schema.ts"

const LONGEST_REASON = 200

/**
 * Calls the roll of a sitting, once for its whole agenda: which members of that day's commission were present, and why the
 * others were not. The sitting keeps the current names, posts and offices even if the commission changes later.
 * @param form `absent-<member>` = `on` and `absence-<member>` = the reason; everybody else was present
 * @param shown the roll that the form showed; without it nothing is compared
 * @throws DomainError forbidden, not-found, stale; not-allowed-now before the day, after decisions, or without a commission;
 * invalid by field
 */
export async function enterRoll({
	actor,
	id,
	form,
	shown,
	now,
}: {
	actor: Actor
	id: string
	form: Record<string, unknown>
	shown?: string | undefined
	now: Date
}): Promise<void> {
	await changeSitting(actor, id, async (tx, sitting) => {
		if (sitting.heldOn > civilDate(now))
			throw refused("Заседание ещё не прошло: присутствие отмечают в его день или позже.")
		if (sitting._count.applications > 0)
			throw refused("По этому заседанию уже внесены решения: присутствие изменить нельзя.")
		const called = await tx.sittingMember.findMany({
			where: { sittingId: id },
			select: { memberId: true, present: true, absence: true },
		})
		if (shown !== undefined && shown !== shownRoll(called))
			throw stale("Присутствие уже отметил другой оператор. Проверьте его и повторите.")
		const members = await membersOn(tx, sitting.heldOn)
		if (members.length === 0)
			throw refused("На этот день состав комиссии не внесён. Внесите его на странице «Состав комиссии».")
		const wrong: Record<string, string> = {}
		const roll = members.map(({ id: memberId, surname, name, patronymic, post, office, personId }, index) => {
			const present = form[`absent-${memberId}`] !== "on"
			const absence = tidyLine(String(form[`absence-${memberId}`] ?? ""))
			const problem = problemOf(present, absence)
			if (problem) wrong[`absence-${memberId}`] = problem
			return {
				...{ sittingId: id, memberId, number: index + 1, surname, name, patronymic, post, office, personId },
				...{ present, absence },
			}
		})
		if (Object.keys(wrong).length > 0) throw invalid(wrong)
		await tx.sittingMember.deleteMany({ where: { sittingId: id } })
		await tx.sittingMember.createMany({ data: roll })
		const present = roll.filter((member) => member.present).length
		await tx.sitting.update({ where: { id }, data: { members: roll.length, present } })
		const attended = `${present} из ${roll.length}`
		await noteSitting(tx, { actor, now }, `Присутствие: ${meetingWords(sitting)}: ${attended}`)
	})
}

function problemOf(present: boolean, absence: string): string | null {
	if (absence.length > LONGEST_REASON) return `Сократите причину до ${LONGEST_REASON} знаков.`
	if (present && absence !== "")
		return "Причина указана, а «Отсутствует» не отмечено. Отметьте или сотрите причину."
	return !present && absence === ""
		? "Укажите, почему член комиссии отсутствовал: это печатает протокол."
		: null
}

const refused = (message: string) => new DomainError("not-allowed-now", message, { reasons: [message] })
