import { prisma } from "#app/db/client.server.ts"
import {
	attendancePhrase,
	attestationFormText,
	categoryPhrase,
	categoryText,
	presencePhrase,
} from "#app/documents/phrases.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { type Actor, isOperator } from "#app/policies/policy.ts"
import { type ScanRead, scanRead } from "#app/scans/judge-scan.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { onceInRequest } from "#app/utils/request-scope.server.ts"
import { asPrinted, fileSize, longDate, shortDate } from "#app/utils/russian.ts"
import { explainLoaded, type Possibility } from "#app/workflow/explain.server.ts"
import type { Verdict } from "#machines/application/application.facts.ts"
import {
	type ApplicationDetails,
	type ApplicationState,
	applicationLifecycle,
} from "#machines/application/application.texts.ts"
import type { DocumentPurpose } from "#machines/application/document-purpose.ts"
import { type FiledPaper, filedPapers, stillCounts } from "#machines/application/filed-papers.ts"
import { deadlinesBy } from "#machines/calendar/period-dates.ts"
import { type Deadlines, daysLeft, period } from "#machines/calendar.ts"
import { isTagged, shortOf } from "#machines/lifecycle.ts"
import { examine, type Finding, type Rulebook } from "#machines/rulebook/index.ts"
import { REJECTION_REASONS, SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { proposalView } from "../repair/proposal.view.server.ts"
import { loadRulebook } from "../rules/rulebook.server.ts"
import { loadApplicationAnd } from "./application.facts.server.ts"
import { rulebookFactsOf } from "./application.rulebook.ts"
import { applicationSubject } from "./application.subject.server.ts"
import type { LoadedApplication } from "./application.transition.ts"
import { type Around, type AroundRow, type AttachmentAround, aroundSql, readAround } from "./around.server.ts"
import { type ExpertView, expertView } from "./expert-view.ts"
import { kindNamed } from "./filing/document-kind.ts"
import { type FormDraft, resultTexts } from "./form/application.form.ts"
import { type HistoryEntry, historyFor } from "./history.view.server.ts"
import { type NoticeView, noticesOf } from "./notices.ts"
import { rejectionInWords } from "./registration/rejection-reason.ts"

export interface DocumentView {
	id: string
	kind: string
	kindName: string
	purpose: DocumentPurpose
	title: string
	criterion: number | null
	/** The readable name that the system chose, or the address of a link. */
	name: string
	href: string
	/** «PDF», «DOCX», «Ссылка» */
	sign: string
	/** «2 страницы, 1,2 МБ. Прикреплено 27.08.2026» */
	note: string
	warnings: string[]
	/** What the codes on its sheets say; null if it has no codes or they could not be read. */
	scan: ScanRead | null
	/** Null if the pages cannot be counted. */
	pages: number | null
	/** True if it belongs to the latest formed paper. */
	current: boolean
	/** A scan of a paper that has since been replaced by a new one. It no longer counts. */
	outdated: boolean
	isLink: boolean
}

export interface ApplicationView {
	id: string
	/** The reader is its teacher. */
	own: boolean
	state: ApplicationState
	version: number
	/** Short word for lists; `status` is the full sentence for the teacher. */
	short: string
	status: string
	attempt: number
	/** online, paper or gosuslugi */
	source: string
	/** Civil date from which the term of the review is counted. */
	receivedOn: string | null
	fullName: string
	genitive: string
	dative: string
	phone: string
	email: string
	/** «учитель математики» */
	position: string
	organisation: string
	organisationKind: string
	municipality: string
	municipalityCode: string
	currentCategory: string
	claimedCategory: string
	attestationForm: string
	procedure: "general" | "simplified" | null
	ground: string | null
	/** Whether the teacher attends the commission's sitting: once in the teacher's words and once for other readers. */
	presence: string
	attendance: string
	meeting: Around["meeting"]
	experience: string
	/** What the teacher wrote for each criterion. No other paper repeats it. */
	results: { term: string; value: string }[]
	appointedOn: string
	/** «15.09.2026» */
	formedOn: string | null
	submittedAt: string | null
	review: { dueOn: string; daysLeft: number } | null
	journal: { number: number; year: number; on: string } | null
	periodId: string | null
	/** The deadlines of that period. */
	deadlines: Deadlines | null
	period: string | null
	order: { number: string; date: string } | null
	experts: ExpertView[]
	proposedVerdict: Verdict | null
	verdict: Verdict | null
	disputeComment: string | null
	returnRemark: string | null
	notSignedReason: string | null
	rejection: { because: string | null; reason: string } | null
	documents: DocumentView[]
	/** The two papers that must be filed, and whether each is attached. */
	filed: readonly FiledPaper[]
	/** Papers that are rendered on request: notices and the extract. */
	notices: NoticeView[]
	conclusions: {
		id: string
		number: number
		name: string
		href: string
		verdict: Verdict
		note: string
		current: boolean
		pages: number | null
		scan: ScanRead | null
	}[]
	withdrawal: {
		id: string
		state: string
		version: number
		/** Only the person who formed it can file it. */
		formedByReader: boolean
		reason: string
		rejectionReason: string | null
		formHref: string
		scanHref: string | null
		scan: ScanRead | null
	} | null
	history: HistoryEntry[]
	/** A move by hand that waits for another operator. Only operators see it. */
	waitingMove: ReturnType<typeof proposalView> | null
	findings: Finding[]
	form: FormDraft
	/** For each event: whether it can be sent now, and if not, why. */
	events: Record<string, Possibility>
}

/** One application for a page of any cabinet. A person who may not read it gets not-found. */
export const viewApplication = (asked: AskedApplication): Promise<ApplicationView> =>
	onceInRequest(`application ${asked.id} for ${asked.actor.id}`, () => loadView(asked))

interface AskedApplication {
	actor: Actor
	id: string
	now: Date
}

async function loadView({ actor, id, now }: AskedApplication): Promise<ApplicationView> {
	const found = await loadApplicationAnd<AroundRow>(prisma, id, now, aroundSql)
	if (!found || !applicationSubject.mayRead(actor, found.loaded.scope)) throw notFound()
	return present(actor, found.loaded, readAround(found.beside), { now, rules: await loadRulebook(prisma) })
}

function detailsOf(
	row: Row,
	schedule: { periodId: string; orderNumber: string | null; orderDate: string | null } | null,
): ApplicationDetails {
	const decided = row.decisionNumber && row.decisionDate
	const approved = schedule?.orderNumber && schedule.orderDate
	return {
		period: schedule?.periodId ?? null,
		order: decided
			? { number: row.decisionNumber ?? "", date: longDate(row.decisionDate ?? "") }
			: approved
				? { number: schedule.orderNumber ?? "", date: longDate(schedule.orderDate ?? "") }
				: null,
		rejection: rejectionOf(row),
		verdict: row.verdict as Verdict | null,
		procedure: row.procedure as ApplicationDetails["procedure"],
		claimed: row.claimedCategory as ApplicationDetails["claimed"],
		decision: null,
	}
}

function rejectionOf(row: Row) {
	if (!row.rejectionReason) return null
	const typical = REJECTION_REASONS.find(({ code }) => code === row.rejectionCode)
	const reason = rejectionInWords(row.rejectionCode, row.rejectionReason)
	return { because: typical?.phraseAfterBecause ?? null, reason }
}

function statusText(state: string, details: ApplicationDetails): string {
	const text = applicationLifecycle.states[state as ApplicationState]?.status
	if (text === undefined) return "Состояние заявления уточняется оператором"
	return typeof text === "function" ? text(details) : text
}

/** «первая, установлена 15.01.2022, действует до 15.01.2027»; «не имею» */
export function currentCategoryText(form: FormDraft): string {
	if (form.currentCategory !== "first" && form.currentCategory !== "highest") return "не имею"
	const parts = [categoryPhrase(form.currentCategory, "nominative")]
	if (form.currentSetOn) parts.push(`установлена ${asPrinted(form.currentSetOn)}`)
	if (form.currentTerm === "indefinite") parts.push("бессрочно")
	else if (form.currentEndsOn) parts.push(`действует до ${asPrinted(form.currentEndsOn)}`)
	return parts.join(", ")
}

function present(
	actor: Actor,
	loaded: LoadedApplication,
	around: Around,
	{ now, rules }: { now: Date; rules: Rulebook },
): ApplicationView {
	const { row, facts } = loaded
	const form = row.form as FormDraft
	const { revision, schedule, withdrawal, waitingMove } = around
	const details = detailsOf(row, schedule)
	const awaitsConclusion = isTagged(applicationLifecycle, row.state, "awaitsConclusion")
	return {
		id: row.id,
		own: row.teacherId === actor.id,
		state: row.state as ApplicationState,
		version: row.version,
		short: shortOf(applicationLifecycle, row.state),
		status: statusText(row.state, details),
		attempt: row.attempt,
		source: row.source,
		receivedOn: row.receivedOn,
		...teacherView(row, form, around),
		...claimView(row, form),
		procedure: facts.procedure,
		...wayView(row, schedule, civilDate(now)),
		formedOn: revision && !revision.voided ? shortDate(civilDate(revision.formedAt)) : null,
		experts: around.seats.map((seat) => expertView(seat, around.attachments, awaitsConclusion)),
		meeting: around.meeting,
		proposedVerdict: row.proposedVerdict as Verdict | null,
		verdict: row.verdict as Verdict | null,
		disputeComment: row.disputeComment,
		returnRemark: row.returnRemark,
		notSignedReason: row.notSignedReason,
		rejection: details.rejection,
		documents: around.attachments.map(documentView),
		filed: filedPapers(facts),
		notices: noticesOf({
			...{ id: row.id, state: row.state, procedure: facts.procedure },
			inSchedule: schedule !== null,
			registered: row.registeredAt !== null,
			issued: around.issued,
		}),
		conclusions: around.conclusions.map(conclusionView),
		withdrawal:
			withdrawal &&
			withdrawalView(withdrawal, actor, applicationPolicy.readWithdrawal(actor, loaded.scope, null)),
		history: historyFor(actor, loaded.scope, row.id, around),
		waitingMove:
			waitingMove && isOperator(actor, null, null) ? proposalView("application", waitingMove) : null,
		deadlines: schedule && deadlinesBy(rules, schedule.periodId),
		findings: findingsOf(row, form, around, civilDate(now), rules),
		form,
		events: explainLoaded(actor, "application", loaded, now).events,
	}
}

type Row = LoadedApplication["row"]

const teacherView = (row: Row, form: FormDraft, around: Around) => ({
	fullName: row.fullName || [form.surname, form.name, form.patronymic].filter(Boolean).join(" "),
	genitive: form.genitive ?? "",
	dative: form.dative ?? "",
	// An application that was entered from paper may lack them until its teacher has an account.
	phone: form.phone || (around.account?.phone ?? ""),
	email: form.email || (around.account?.email ?? ""),
	position: [around.position, row.subjectGenitive].filter(Boolean).join(" "),
	organisation: around.organisation,
	organisationKind: around.organisationKind,
	municipality: around.municipality,
	municipalityCode: row.municipalityCode,
	experience: experienceText(form),
	appointedOn: asPrinted(form.appointedOn ?? ""),
})

const claimView = (row: Row, form: FormDraft) => ({
	currentCategory: currentCategoryText(form),
	claimedCategory: categoryText(row.claimedCategory ?? form.claimedCategory),
	attestationForm: attestationFormText(row.attestationForm ?? form.attestationForm),
	ground: SIMPLIFIED_GROUNDS.find(({ code }) => code === row.groundCode)?.title ?? null,
	presence: form.presence ? presencePhrase(form.presence === "present") : "",
	attendance: form.presence ? attendancePhrase(form.presence === "present") : "",
	results: resultTexts(form).flatMap((value, index) =>
		value ? [{ term: `Показатель ${index + 1}`, value }] : [],
	),
})

/** When it was filed, its number, and its place in a schedule. */
const wayView = (row: Row, schedule: Around["schedule"], today: string) => ({
	submittedAt: row.submittedAt?.toISOString() ?? null,
	review: row.reviewDueOn ? { dueOn: row.reviewDueOn, daysLeft: daysLeft(row.reviewDueOn, today) } : null,
	journal:
		row.journalNumber && row.journalYear && row.registeredAt
			? { number: row.journalNumber, year: row.journalYear, on: civilDate(row.registeredAt) }
			: null,
	periodId: schedule?.periodId ?? null,
	period: schedule ? period(schedule.periodId).label : null,
	order:
		schedule?.orderNumber && schedule.orderDate
			? { number: schedule.orderNumber, date: schedule.orderDate }
			: null,
})

const conclusionView = (one: Around["conclusions"][number]) => ({
	id: one.id,
	number: one.number,
	name: one.fileName,
	href: paths.file(one.id),
	verdict: one.verdict as Verdict,
	note: fileNote(one.file, one.attachedAt),
	current: one.voidedAt === null,
	pages: one.file.pages,
	scan: scanRead(one.scanReport),
})

const withdrawalView = (one: NonNullable<Around["withdrawal"]>, reader: Actor, mayRead: boolean) => ({
	id: one.id,
	state: one.state,
	version: one.version,
	formedByReader: one.formedById === reader.id,
	reason: mayRead ? one.reason : "",
	rejectionReason: mayRead ? one.rejectionReason : null,
	formHref: paths.withdrawalForm(one.id),
	scanHref: one.scanHash ? paths.file(one.id) : null,
	scan: scanRead(one.scanReport),
})

function findingsOf(row: Row, form: FormDraft, around: Around, today: string, rules: Rulebook): Finding[] {
	const rulebook = rulebookFactsOf(form, {
		positionCode: row.positionCode,
		organisationKind: around.organisationKind,
		categories: around.categories,
		refusal: around.refusal,
	})
	return rulebook ? examine(rulebook, row.receivedOn ?? today, rules) : []
}

function experienceText(form: FormDraft): string {
	const parts = [
		["общий", form.experienceTotal],
		["педагогический", form.experienceTeaching],
		["в должности", form.experiencePosition],
	].filter(([, value]) => value)
	return parts.map(([label, value]) => `${label} ${value}`).join(", ")
}

function documentView(attachment: AttachmentAround): DocumentView {
	const { id, kind, purpose, title, criterion, file, fileName, url, addedAt, current } = attachment
	const { warnings, scanReport } = attachment
	return {
		id,
		kind,
		kindName: kindNamed(kind)?.name ?? kind,
		purpose,
		title,
		criterion,
		name: file ? fileName : (url ?? ""),
		href: file ? paths.file(id) : (url ?? ""),
		sign: file ? file.extension.toUpperCase() : "Ссылка",
		note: file ? fileNote(file, addedAt) : `Добавлено ${shortDate(civilDate(addedAt))}`,
		warnings: Array.isArray(warnings) ? warnings.map(String) : [],
		scan: scanRead(scanReport),
		pages: file?.pages ?? null,
		current,
		outdated: !stillCounts(attachment),
		isLink: file === null,
	}
}

const fileNote = ({ pages, size }: { pages: number | null; size: number }, at: Date): string =>
	`${pages ? `${pages} стр., ` : ""}${fileSize(size)}. Прикреплено ${shortDate(civilDate(at))}`
