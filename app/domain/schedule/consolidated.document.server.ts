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
import type { OpenedList } from "../list/list.ts"
import { positionLine } from "../person/post.ts"
import { officeOf } from "../reference/office.server.ts"
import { PUBLISHED, UNAPPROVED } from "./schedule.document.server.ts"
import { entriesOf, entryInput } from "./schedule-entry.view.server.ts"

const collator = new Intl.Collator("ru")

interface AskedPeriod {
	actor: Actor
	periodId: string
}

/** Loads all schedules of a period that have teachers in them: municipalities in the region's order, teachers by surname. */
async function loadConsolidated({ actor, periodId }: AskedPeriod) {
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
	return filled.map(({ municipality, ...schedule }) => ({
		schedule,
		municipality: municipality.shortName,
		rows: entriesIn(schedule.id)
			.map((entry) => lineOf(entryInput(entry)))
			.sort((a, b) => collator.compare(a.name, b.name)),
	}))
}

/**
 * Renders all schedules of a period as one document for operators. It counts as approved once every municipality that has
 * teachers in it is approved.
 * @throws DomainError not-found for anybody but an operator, and for a period that was never created
 */
export async function renderConsolidatedSchedule(asked: AskedPeriod) {
	const municipalities = await loadConsolidated(asked)
	const filled = municipalities.map(({ schedule }) => schedule)
	const all = municipalities.flatMap(({ municipality, rows }) =>
		rows.map((row) => ({ municipality, ...row })),
	)
	const lastStep = new Date(Math.max(0, ...filled.map(({ stateSince }) => stateSince.getTime())))
	const approved =
		filled.length > 0 ? approvalOf(filled, (await officeOf(prisma, lastStep)).departmentGenitive) : null
	const fields = {
		period: period(asked.periodId).prepositional,
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

/**
 * The same teachers as a table of Excel, one row each, for those who count and sort. Each row says whether the schedule of
 * its municipality is approved and by which order.
 * @throws DomainError as the document
 */
export async function consolidatedTable(asked: AskedPeriod): Promise<OpenedList> {
	const municipalities = await loadConsolidated(asked)
	const lines = municipalities.flatMap(({ schedule, municipality, rows }) =>
		rows.map((row) => ({ municipality, order: orderOf(schedule), ...row })),
	)
	return {
		title: `Сводный график ${period(asked.periodId).label}`,
		heads: [
			"№",
			"Муниципалитет",
			"Фамилия, имя, отчество",
			"Заявленная категория",
			"Форма аттестации",
			"Должность",
			"Место работы",
			"Первый специалист",
			"Второй специалист",
			"График",
		],
		async *rows() {
			for (const [index, { municipality, order, experts, ...line }] of lines.entries()) {
				const [first = "", second = ""] = experts.map(({ name, position, workplace }) =>
					[name, position, workplace].filter(Boolean).join(", "),
				)
				const { name, category, form, position, workplace } = line
				yield [index + 1, municipality, name, category, form, position, workplace, first, second, order]
			}
		},
	}
}

function orderOf({ state, orderNumber, orderDate }: OrderedSchedule): string {
	if (!isTagged(scheduleLifecycle, state, "approved")) return "не утверждён"
	return `утверждён распоряжением № ${orderNumber ?? ""} от ${orderDate ? shortDate(orderDate) : ""}`
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

interface OrderedSchedule {
	state: string
	orderNumber: string | null
	orderDate: string | null
}

/** Returns null while any of the schedules is not approved. If there are several orders, it names them by date. */
function approvalOf(schedules: readonly OrderedSchedule[], department: string) {
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
