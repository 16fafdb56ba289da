import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { documentForms } from "#app/documents/forms.ts"
import { attestationFormPhrase, categoryPhrase } from "#app/documents/phrases.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { DomainError, notFound } from "#app/utils/errors.ts"
import { shortDate } from "#app/utils/russian.ts"
import { isPeriodId, period } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { scheduleLifecycle } from "#machines/lifecycles.ts"
import { positionLine } from "../person/post.ts"
import { officeOf } from "../reference/office.server.ts"
import { PUBLISHED, UNAPPROVED } from "./schedule.document.server.ts"
import { entriesOf, entryInput } from "./schedule-entry.view.server.ts"

const collator = new Intl.Collator("ru")

/**
 * Renders all schedules of a period as one document for operators: municipalities in the region's order, teachers by
 * surname. It counts as approved once every municipality that has teachers in it is approved.
 * @throws DomainError not-found for anybody but an operator, and for a period that was never created
 */
export async function renderConsolidatedSchedule({ actor, periodId }: { actor: Actor; periodId: string }) {
	if (!isOperator(actor, null, null) || !isPeriodId(periodId)) throw notFound()
	const schedules = await prisma.schedule.findMany({
		where: { periodId },
		orderBy: { municipality: { sortOrder: "asc" } },
		select: {
			id: true,
			state: true,
			stateSince: true,
			orderNumber: true,
			orderDate: true,
			municipality: { select: { shortName: true } },
		},
	})
	if (schedules.length === 0) throw notFound()
	const entries = await entriesOf(
		schedules.map(({ id }) => id),
		[...PUBLISHED, ...UNAPPROVED],
	)
	const entriesIn = (scheduleId: string) => entries.filter((entry) => entry.scheduleId === scheduleId)
	const filled = schedules.filter(({ id }) => entriesIn(id).length > 0)
	const municipalities = filled.map(({ id, municipality }) => ({
		municipality: municipality.shortName,
		rows: entriesIn(id)
			.map((entry) => lineOf(entryInput(entry)))
			.sort((a, b) => collator.compare(a.name, b.name)),
	}))
	const all = municipalities.flatMap(({ municipality, rows }) =>
		rows.map((row) => ({ municipality, ...row })),
	)
	const lastStep = new Date(Math.max(0, ...filled.map(({ stateSince }) => stateSince.getTime())))
	const approved =
		filled.length > 0 ? approvalOf(filled, (await officeOf(prisma, lastStep)).departmentGenitive) : null
	const fields = {
		period: period(periodId).prepositional,
		approved,
		rows: all.map((row, index) => ({ number: String(index + 1), ...row })),
		municipalities: municipalities.map(({ municipality, rows }) => ({ municipality, ...countsOf(rows) })),
		total: countsOf(all),
	}
	// An approved document keeps the template that was in force at the last approval.
	return printDocument(documentForms["consolidated-schedule"], fields, {
		formedAt: approved && lastStep,
	})
}

function lineOf(row: ReturnType<typeof entryInput>) {
	return {
		name: fullName(row.name),
		category: categoryPhrase(row.category, "nominative"),
		form: attestationFormPhrase(row.attestationForm),
		position: positionLine(row),
		workplace: row.workplace,
		experts: row.experts.map((expert) => ({
			name: fullName(expert.name),
			position: positionLine(expert),
			workplace: expert.workplace,
		})),
	}
}
type Line = ReturnType<typeof lineOf>

function countsOf(rows: readonly Line[]) {
	const of = (category: "first" | "highest", form: "in_person" | "remote") => {
		const [words, way] = [categoryPhrase(category, "nominative"), attestationFormPhrase(form)]
		return String(rows.filter((row) => row.category === words && row.form === way).length)
	}
	return {
		firstInPerson: of("first", "in_person"),
		firstRemote: of("first", "remote"),
		highestInPerson: of("highest", "in_person"),
		highestRemote: of("highest", "remote"),
		all: String(rows.length),
	}
}

/** Returns null while any of the schedules is not approved. If there are several orders, it names them by date. */
function approvalOf(
	schedules: readonly { state: string; orderNumber: string | null; orderDate: string | null }[],
	department: string,
) {
	const orders = new Map<string, { date: string; number: string }>()
	for (const { state, orderNumber, orderDate } of schedules) {
		if (!isTagged(scheduleLifecycle, state, "approved")) return null
		if (!orderNumber || !orderDate)
			throw new DomainError("invalid", "У утверждённого графика нет распоряжения.")
		orders.set(`${orderDate} ${orderNumber}`, { date: shortDate(orderDate), number: orderNumber })
	}
	return {
		heading: `${orders.size > 1 ? "к распоряжениям" : "к распоряжению"} ${department}`,
		orders: [...orders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, order]) => order),
	}
}
