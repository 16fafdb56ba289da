import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { onceInRequest } from "#app/utils/request-scope.server.ts"
import { counted, dayMonth, longDate, longDateTime, typography } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isEvidence } from "#machines/application/document-purpose.ts"
import { isTagged, shortOf, type TagOf } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { withdrawalStatus } from "../../withdrawal/own-withdrawal.view.server.ts"
import { type ApplicationView, viewApplication } from "../application.view.server.ts"
import { type Arranged, arrangedBy } from "../expert-view.ts"
import { FORM_STEPS, problemsOf, problemsOfStep } from "../form/application.form.ts"
import type { HistoryEntry } from "../history.view.server.ts"
import { bestPeriodAt, bestPeriodOf } from "./best-period.server.ts"
import {
	type Beginning,
	beginnings,
	choicesOf,
	chooseApplication,
	type OwnApplication,
	ownApplications,
} from "./teacher-applications.view.server.ts"
import { type Helper, helpersNow, helpersOf } from "./teacher-help.view.server.ts"
import { type NextView, nextStep } from "./teacher-next.view.server.ts"
import { type StationView, wayOf } from "./teacher-way.view.server.ts"

export interface Happened {
	id: string
	/** ISO instant. */
	dateTime: string
	at: string
	title: string
	note: string
}

export interface HomeDocument {
	kind: string
	name: string
	href: string
	note: string
}

export interface Receipt {
	/** «18 сентября 2026 г.» */
	on: string
	/** «18 сентября 2026 г., 14:05» */
	at: string
	/** Who filed it for the teacher. */
	by: string
	/** The number in the journal, or when it will be given. */
	number: string
	/** The papers that were filed. */
	papers: HomeDocument[]
}

export interface TeacherHome {
	/** «18 сентября» */
	today: string
	/** Shown if there is more than one application to choose from. */
	choices: OwnApplication[]
	application: {
		id: string
		state: string
		version: number
		status: string
		/** «Высшая категория, учитель географии, форма дистанционная» */
		sub: string
		stations: StationView[]
		now: string
		people: { title: string; list: { name: string; note: string }[] }
		/** What the experts have arranged with the teacher. */
		arranged: Arranged[]
		next: NextView
		/** What the teacher may send. */
		events: OwnEvents
		happened: Happened[]
		documents: HomeDocument[]
		/** The proof of filing; null until it is filed. */
		receipt: Receipt | null
		/** The state of the latest withdrawal, if it is active. */
		withdrawal: string | null
	} | null
	/** The application's id in the links of this page, if the teacher has several. */
	named: string | null
	begin: Beginning[]
	/** By when it would best be filed, and why. Null once it is filed. */
	best: string | null
	helpers: Helper[]
	/** The number of applications that have ended. */
	former: number
}

/** The teacher's home page: where the application is, what to do by when, what happened, and whom to ask. */
export const viewTeacherHome = (asked: AskedHome): Promise<TeacherHome> =>
	onceInRequest(`home of ${asked.actor.id} ${asked.wanted}`, () => loadTeacherHome(asked))

interface AskedHome {
	actor: Actor
	/** The id that the address names. */
	wanted: string | null
	now: Date
}

async function loadTeacherHome({ actor, wanted, now }: AskedHome): Promise<TeacherHome> {
	const own = await ownApplications(actor)
	const chosen = chooseApplication(own, wanted)
	const choices = choicesOf(own, chosen)
	const [application, begin, helpers] = await Promise.all([
		chosen ? viewApplication({ actor, id: chosen.id, now }) : null,
		beginnings(actor),
		chosen ? helpersOf(actor.id, chosen.workplace) : helpersNow(actor.id),
	])
	const today = civilDate(now)
	const [place] = begin
	return {
		today: dayMonth(today),
		choices,
		application: application ? present(application, today) : null,
		named: choices.length > 0 ? (chosen?.id ?? null) : null,
		begin,
		best: application
			? await bestPeriodOf(application, now)
			: place
				? await bestPeriodAt(place.value, now)
				: null,
		helpers,
		former: own.filter((one) => !one.active).length,
	}
}

/** What every page of the cabinet shows at its end: the next step, its deadline, and who helps. */
export async function viewTeacherGuide(asked: AskedHome) {
	const { application, helpers } = await viewTeacherHome(asked)
	const { title, leaf } = application?.next ?? { title: "Начните заявление на главной странице", leaf: null }
	return { id: application?.id ?? null, next: { title, leaf }, helpers }
}

function present(application: ApplicationView, today: string): NonNullable<TeacherHome["application"]> {
	const problems = problemsOf(application.form, { today })
	const unfinished = FORM_STEPS.filter((step) => Object.keys(problemsOfStep(step, problems)).length > 0)
	const remote = application.form.attestationForm === "remote" && application.procedure !== "simplified"
	const withdrawalFormed = hasFormedWithdrawal(application)
	const next = nextStep({ application, remote, withdrawalFormed, unfinished, today })
	const { id, state, version, status } = application
	return {
		id,
		state,
		version,
		status,
		sub: subOf(application),
		...wayOf(application),
		people: {
			title: application.order ? "Специалисты по аттестации" : "Специалисты по аттестации, предварительно",
			list: application.experts.map(({ name, post }) => ({ name, note: typography(post) })),
		},
		arranged: arrangedBy(application.experts),
		next,
		events: eventsIn("teacher", "application", application.events),
		happened: happenedOf(application),
		documents: documentsOf(application),
		receipt: receiptOf(application),
		withdrawal: withdrawalOf(application),
	}
}

function receiptOf(application: ApplicationView): Receipt | null {
	const { submittedAt, journal, review, history, documents } = application
	if (!submittedAt || isTagged(applicationLifecycle, application.state, "draft")) return null
	const at = new Date(submittedAt)
	const filing = history.find(
		({ event }) => event === "application.submit" || event === "application.receive",
	)
	return {
		on: longDate(civilDate(at)),
		at: longDateTime(at),
		by: filing && !filing.byReader ? `За Вас подал(а): ${filing.actor}` : "",
		number: journal
			? `№ ${journal.number} от ${longDate(journal.on)}`
			: review && review.daysLeft >= 0
				? `появится, когда координатор зарегистрирует заявление: до ${longDate(review.dueOn)}`
				: "появится, когда координатор зарегистрирует заявление",
		papers: documents
			.filter(({ purpose, outdated }) => !isEvidence(purpose) && !outdated)
			.map((one) => ({ kind: one.sign, name: one.title || one.kindName, href: one.href, note: one.note })),
	}
}

function subOf({
	claimedCategory,
	position,
	attestationForm,
	organisation,
	procedure,
}: ApplicationView): string {
	const category = claimedCategory ? `${claimedCategory} категория` : ""
	const form =
		procedure === "simplified" ? "упрощённая форма" : attestationForm ? `форма: ${attestationForm}` : ""
	const line = [category, position, organisation, form].filter(Boolean).join(", ")
	return typography(`${line.charAt(0).toLocaleUpperCase("ru")}${line.slice(1)}.`)
}

/** Shows consecutive uploads by one person on one day as one line. The page of documents lists them one by one. */
function withoutEveryUpload(history: ApplicationView["history"]): ApplicationView["history"] {
	const told: { entry: HistoryEntry; count: number }[] = []
	for (const entry of history) {
		const last = told.at(-1)
		if (last && isSameUploading(last.entry, entry)) last.count += 1
		else told.push({ entry, count: 1 })
	}
	return told.map(({ entry, count }) =>
		count === 1 ? entry : { ...entry, title: UPLOADS[entry.event]?.(count) ?? entry.title },
	)
}

const UPLOADS: Readonly<Record<string, (count: number) => string>> = {
	"attachment.add": (count) => `Прикреплено: ${counted(count, ["документ", "документа", "документов"])}`,
	"attachment.remove": (count) => `Удалено: ${counted(count, ["документ", "документа", "документов"])}`,
}

const isSameUploading = (one: HistoryEntry, other: HistoryEntry) =>
	one.event in UPLOADS &&
	one.event === other.event &&
	one.actor === other.actor &&
	civilDate(new Date(one.at)) === civilDate(new Date(other.at))

function happenedOf(application: ApplicationView): Happened[] {
	return withoutEveryUpload(application.history).map(({ id, event, title, at, actor, byReader, reason }) => ({
		id,
		dateTime: at,
		at: longDateTime(new Date(at)),
		title,
		note: [
			event === "application.register" && application.journal
				? `В журнале под № ${application.journal.number}`
				: "",
			event === "schedule.approve" && application.order
				? `Распоряжение от ${longDate(application.order.date)} № ${application.order.number}`
				: "",
			byReader ? "Вы" : actor,
			reason ?? "",
		]
			.filter(Boolean)
			.join(". "),
	}))
}

/** The papers of the application itself. Evidence has a page of its own and is included only on request. */
export function documentsOf(application: ApplicationView, { evidence = false } = {}): HomeDocument[] {
	const { id, formedOn, documents, conclusions, withdrawal } = application
	const papers = documents.filter(({ purpose }) => evidence || !isEvidence(purpose))
	return [
		...(formedOn
			? [
					{
						kind: "DOCX",
						name: "Заявление о проведении аттестации",
						href: paths.applicationForm(id),
						note: `Сформировано ${formedOn}`,
					},
				]
			: []),
		...application.notices.map((notice) => ({ ...notice, note: "Составляется при скачивании" })),
		...papers.map((one) => ({
			kind: one.sign,
			name: one.title || one.kindName,
			href: one.href,
			note: one.outdated ? `${one.note}. Относится к прежнему заявлению, не действует` : one.note,
		})),
		...conclusions
			.filter((one) => one.current)
			.map((one) => ({ kind: "PDF", name: "Итоговое заключение", href: one.href, note: one.note })),
		...(withdrawal && isTagged(withdrawalLifecycle, withdrawal.state, "active")
			? [
					{
						kind: "DOCX",
						name: "Заявление на отзыв",
						href: withdrawal.formHref,
						note: shortOf(withdrawalLifecycle, withdrawal.state),
					},
				]
			: []),
	]
}

/** The text for an active withdrawal, or for a rejected one while another can still be sent. */
function withdrawalOf({ state, withdrawal }: ApplicationView): string | null {
	if (!withdrawal) return null
	const is = (tag: TagOf<typeof withdrawalLifecycle>) => isTagged(withdrawalLifecycle, withdrawal.state, tag)
	const isShown = is("active") || (is("turnedBack") && isTagged(applicationLifecycle, state, "withdrawable"))
	return isShown ? withdrawalStatus(withdrawal.state, withdrawal.rejectionReason) : null
}

/** A withdrawal that a coordinator formed asks the teacher for nothing. */
const hasFormedWithdrawal = ({ withdrawal }: ApplicationView): boolean =>
	withdrawal?.formedByReader === true && isTagged(withdrawalLifecycle, withdrawal.state, "formed")
