import { prisma } from "#app/db/client.server.ts"
import { loadNumbers } from "#app/domain/rules/rulebook.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { longDate } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { deadlinesOf, proposePeriod } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { listPeriods } from "../../schedule/schedule.view.server.ts"
import type { ApplicationView } from "../application.view.server.ts"

// By when an application would best be filed. Nothing depends on it: it can be filed on any day.

/** For an application that is not filed yet. Null under the simplified procedure, which has no period. */
export async function bestPeriodOf(
	{ state, procedure, form, municipalityCode }: ApplicationView,
	now: Date,
): Promise<string | null> {
	if (!isTagged(applicationLifecycle, state, "draft") || procedure === "simplified") return null
	const dated = form.currentCategory && form.currentCategory !== "none" && form.currentTerm === "dated"
	return bestPeriod(municipalityCode, dated ? parseTypedDate(form.currentEndsOn ?? "") : null, now)
}

/** For a teacher who has not begun yet, by the category that the profile shows for this workplace. */
export async function bestPeriodAt(engagementId: string, now: Date): Promise<string | null> {
	const place = await prisma.engagement.findUnique({
		where: { id: engagementId },
		select: { municipalityCode: true, positionCode: true, personId: true },
	})
	if (!place?.municipalityCode) return null
	const held = await prisma.category.findFirst({
		where: { personId: place.personId, positionCode: place.positionCode ?? "" },
		orderBy: { setOn: "desc" },
		select: { endsOn: true },
	})
	return bestPeriod(place.municipalityCode, held?.endsOn ?? null, now)
}

async function bestPeriod(municipalityCode: string, categoryEndsOn: string | null, now: Date) {
	const today = civilDate(now)
	const periods = await listPeriods([municipalityCode], now)
	const isOpen = (id: string) => periods.some((one) => one.id === id && one.open)
	const proposal = proposePeriod({ categoryEndsOn, today, isOpen })
	if (!proposal) return null
	const { period, late } = proposal
	const numbers = await loadNumbers(prisma, today)
	const { registrationUntil } = deadlinesOf(period.id, numbers)
	const ends = categoryEndsOn ? `Категория действует до ${longDate(categoryEndsOn)}` : ""
	const why = !ends
		? `Ближайший открытый период аттестации: ${period.label}.`
		: late
			? `${ends}, до этого дня открытых периодов нет. Ближайший: ${period.label}.`
			: `${ends}, поэтому лучше всего период ${period.label}: он закончится раньше.`
	const when =
		today < registrationUntil
			? `Заявления на него регистрируют до ${longDate(registrationUntil)}, а на рассмотрение у координатора есть ${numbers.reviewDays} дней: подайте заранее.`
			: "Заявления на него регистрируют уже сейчас: подайте как можно раньше, иначе Вам назначат следующий."
	return `${why} ${when}`
}
