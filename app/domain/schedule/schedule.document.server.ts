import { type Db, prisma } from "#app/db/client.server.ts"
import { fillSchedule, type ScheduleInput } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { schedulePolicy } from "#app/policies/schedule.policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { period } from "#machines/calendar.ts"
import { isTagged, statesTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { NAME_SELECT } from "../person/post.ts"
import { type Office, officeOf } from "../reference/office.server.ts"
import { entriesOf, entryInput } from "./schedule-entry.view.server.ts"

/**
 * States of applications in a schedule that is not approved, and states that an approved schedule still shows. Neither
 * includes the withdrawn ones.
 */
export const UNAPPROVED = statesTagged(applicationLifecycle, "unapproved")
export const PUBLISHED = statesTagged(applicationLifecycle, "published")

export type ScheduleVersion = "unapproved" | "approved"

const byKey = (municipalityCode: string, periodId: string) => ({
	municipalityCode_periodId: { municipalityCode, periodId },
})

/**
 * Renders the schedule of a municipality as a Word file for people who may read it. Without `version` it renders the
 * approved version if there is one, otherwise the unapproved one.
 * @throws DomainError not-found for a stranger; not-allowed-now when that version does not exist yet or no longer exists
 */
export async function renderSchedule({
	actor,
	municipalityCode,
	periodId,
	version,
}: {
	actor: Actor
	municipalityCode: string
	periodId: string
	version: ScheduleVersion | null
}) {
	const schedule = await findSchedule(municipalityCode, periodId)
	if (!schedule || !schedulePolicy.read(actor, { municipalityCode }, null)) throw notFound()
	const approved = isTagged(scheduleLifecycle, schedule.state, "approved")
	if (version !== null && approved !== (version === "approved"))
		throw new DomainError(
			"not-allowed-now",
			approved
				? "График уже утверждён: неутверждённого за этот период больше нет. Скачайте утверждённый."
				: "График ещё не утверждён. Скачайте неутверждённый или дождитесь утверждения оператором.",
		)
	return render(schedule, approved)
}

/** Renders the schedule that everybody can download, which is only an approved one. */
export async function renderPublicSchedule(municipalityCode: string, periodId: string) {
	const schedule = await findSchedule(municipalityCode, periodId)
	if (!schedule || !isTagged(scheduleLifecycle, schedule.state, "approved")) throw notFound()
	return render(schedule, true)
}

const findSchedule = (municipalityCode: string, periodId: string) =>
	prisma.schedule.findUnique({
		where: byKey(municipalityCode, periodId),
		include: { municipality: { select: { name: true } } },
	})

type FoundSchedule = NonNullable<Awaited<ReturnType<typeof findSchedule>>>

async function render(schedule: FoundSchedule, approved: boolean) {
	const { id, municipalityCode, periodId, orderNumber, orderDate } = schedule
	const [entries, office] = await Promise.all([
		entriesOf([id], approved ? PUBLISHED : UNAPPROVED),
		officeOf(prisma, approved ? schedule.stateSince : null),
	])
	return printDocument(
		documentForms.schedule,
		fillSchedule({
			municipality: (approved && schedule.municipalityName) || schedule.municipality.name,
			period: period(periodId).prepositional,
			approved:
				approved && orderNumber && orderDate
					? { department: office.departmentGenitive, orderNumber, orderDate }
					: null,
			rows: entries.map(entryInput),
			coordinator: await coordinatorLine(municipalityCode, office),
		}),
		{ formedAt: approved ? schedule.stateSince : null },
	)
}

/** The line with the municipal coordinator and the work phone. Without a coordinator it names the regional centre, without a phone. */
async function coordinatorLine(
	municipalityCode: string,
	office: Office,
): Promise<ScheduleInput["coordinator"]> {
	const person = await coordinatorOf(municipalityCode)
	return {
		name: person ?? { surname: office.centreName, name: "", patronymic: "" },
		post: office.coordinatorPost,
		workPhone: (person && publishedPhone(person)) || "не указан",
	}
}

/** The coordinator who was appointed first. The query never selects mobile numbers. */
export async function coordinatorOf(municipalityCode: string, db: Db = prisma) {
	const found = await db.engagement.findFirst({
		where: { role: "municipal_coordinator", municipalityCode, to: null, person: { blockedAt: null } },
		orderBy: { from: "asc" },
		select: { person: { select: { ...NAME_SELECT, workPhone: true, workPhonePublished: true } } },
	})
	return found?.person ?? null
}

/** The phone for schedules, which anybody may read. Empty if the coordinator does not want it printed there. */
export const publishedPhone = (person: { workPhone: string; workPhonePublished: boolean }): string =>
	person.workPhonePublished ? person.workPhone : ""
