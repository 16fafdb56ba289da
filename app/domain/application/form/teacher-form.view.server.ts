import { prisma } from "#app/db/client.server.ts"
import type { Doubt } from "#app/documents/declension/decline-name.ts"
import { workKind } from "#app/documents/fill.ts"
import type { SubjectLink } from "#app/documents/phrases.ts"
import { rowPatterns } from "#app/documents/typed/annex-tables.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { type Criterion, criteriaOf, type Finding } from "#machines/rulebook/index.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import { confirmedInProfile } from "../../person/name-question.server.ts"
import { type ApplicationView, viewApplication } from "../application.view.server.ts"
import {
	type Beginning,
	beginnings,
	choicesOf,
	chooseApplication,
	type OwnApplication,
	ownApplications,
} from "../overview/teacher-applications.view.server.ts"
import {
	FORM_STEPS,
	type FormDraft,
	type FormField,
	type FormProblems,
	type FormStep,
	problemsOf,
	problemsOfStep,
	stepsFor,
} from "./application.form.ts"
import { groundsFor } from "./grounds.ts"
import { knownOf } from "./known-answers.ts"
import { sourcesOf } from "./prefill.ts"
import { confirmedKey, nameForCases, neighbour, printedName } from "./save-step.server.ts"
import { type SummaryPart, summaryOf } from "./teacher-summary.view.server.ts"

export interface StepView {
	id: string
	label: string
	to: string
	step: "done" | "now" | "ahead"
}

export interface FormFilling {
	/** The whole form, for the page of one step. */
	step: { id: string; question: string; number: number }
	steps: StepView[]
	action: string
	form: FormDraft
	/** The source of an answer that nobody has typed here, by field: «Из заявления от 29.11.2026». */
	sources: Partial<Record<FormField, string>>
	/** The coordinator's reason, while a rejected application is corrected. */
	rejection: string | null
	/** ISO instants by the server's clock: the last save, and this response. */
	savedAt: string | null
	serverNow: string
	position: string
	/** Marks of the stored answers of this step. The form sends them back. */
	known: string
	places: { value: string; label: string; note: string }[]
	grounds: { value: string; label: string; note: string }[]
	criteria: { item: string; order: string; criteria: readonly Criterion[] }
	/** How to type a row of each показатель's table, by the показатель's number. Only on the step of the results. */
	rowPatterns: Readonly<Record<number, readonly string[]>>
	/** The proposed forms of the name, and the doubts that the teacher should settle before it is printed. */
	cases: { of: string; genitive: string; dative: string; doubts: readonly Doubt[] }
	/** Findings of the rulebook about the categories, for the step that asks for them. */
	findings: Finding[]
}

export interface FormCheck {
	summary: (SummaryPart & { to: string })[]
	problems: { message: string; to: string; step: string }[]
	findings: Finding[]
	/** Forms of the name that nobody has confirmed although the rules are unsure about them. This is only a warning. */
	cases: { genitive: string; dative: string; to: string } | null
	/** What the teacher may send. */
	events: OwnEvents
}

export interface TeacherFormView {
	choices: OwnApplication[]
	begin: Beginning[]
	application: {
		id: string
		state: string
		short: string
		status: string
		version: number
		formedOn: string | null
		/** Whether the draft can still be filled in. Otherwise the page is read-only. */
		editable: boolean
	} | null
	filling: FormFilling | null
	check: FormCheck | null
}

/**
 * «Заявление»: one step of the form. The last step, and every formed application, shows a summary.
 * @throws DomainError not-found for another person's application
 */
export async function viewTeacherForm({
	actor,
	wanted,
	stepId,
	now,
}: {
	actor: Actor
	wanted: string | null
	stepId: string | null
	now: Date
}): Promise<TeacherFormView> {
	const own = await ownApplications(actor)
	const chosen = chooseApplication(own, wanted, ["fill", "revise", "submit"])
	const choices = choicesOf(own, chosen)
	const begin = chosen?.active ? [] : await beginnings(actor)
	if (!chosen) return { choices, begin, application: null, filling: null, check: null }
	const application = await viewApplication({ actor, id: chosen.id, now })
	const today = civilDate(now)
	const problems = problemsOf(application.form, { today })
	const editable = application.events["form.save"]?.possible ?? false
	const steps = stepsFor(application.form)
	const step = steps.find((one) => one.id === stepId) ?? firstUnfinished(problems)
	const { id, state, short, status, version, formedOn } = application
	return {
		choices,
		begin,
		application: { id, state, short, status, version, formedOn, editable },
		filling: editable ? await fillingOf({ actor, application, step, problems, now }) : null,
		check:
			editable && neighbour(step, 1, application.form)
				? null
				: await checkOf(actor, application, problems, today),
	}
}

/** The first step with a problem, or the summary if there is none. */
const firstUnfinished = (problems: FormProblems): FormStep =>
	(FORM_STEPS.find((step) => hasProblems(step, problems)) ?? FORM_STEPS.at(-1)) as FormStep

const hasProblems = (step: FormStep, problems: FormProblems) =>
	Object.keys(problemsOfStep(step, problems)).length > 0

const ASKED_ABOUT_CATEGORIES: readonly string[] = ["position", "current", "claim"]

async function fillingOf({
	actor,
	application,
	step,
	problems,
	now,
}: {
	actor: Actor
	application: ApplicationView
	step: FormStep
	problems: FormProblems
	now: Date
}): Promise<FormFilling> {
	const { id, form, position } = application
	const [places, saved, cases, sources] = await Promise.all([
		workplacesOf(actor),
		lastSaved(id),
		casesOf(actor, form),
		loadSources(actor.id, id, form),
	])
	return {
		step: { id: step.id, question: step.question, number: stepsFor(form).indexOf(step) + 1 },
		steps: stepsFor(form).map((one) => ({
			id: one.id,
			label: one.title,
			to: paths.teacherApplication(one.id, id),
			step: one === step ? "now" : isDone(one, form, problems) ? "done" : "ahead",
		})),
		action: paths.teacherApplication(step.id, id),
		form,
		known: knownOf(form, step.fields),
		sources,
		rejection: application.rejection?.reason ?? null,
		savedAt: saved?.toISOString() ?? null,
		serverNow: now.toISOString(),
		position,
		places,
		grounds: groundsFor(form).map(({ code, title, document }) => ({
			value: code,
			label: title,
			note: `Подтверждает: ${document}`,
		})),
		criteria: criteriaOf(form.claimedCategory || "first", civilDate(now)),
		rowPatterns: step.id === "results" ? await rowPatternsOf(id) : {},
		cases: { of: nameForCases(form), ...cases },
		findings: ASKED_ABOUT_CATEGORIES.includes(step.id) ? application.findings : [],
	}
}

async function rowPatternsOf(id: string): Promise<Record<number, string[]>> {
	const { position, organisation } = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: { position: { select: { subjectLink: true } }, organisation: { select: { kind: true } } },
	})
	const kind = workKind({ subjectLink: position.subjectLink as SubjectLink }, organisation.kind)
	return Object.fromEntries([1, 2, 3, 4, 5].map((indicator) => [indicator, rowPatterns(indicator, kind)]))
}

/** A step without required fields counts as done once something is written in it. */
const isDone = (step: FormStep, form: FormDraft, problems: FormProblems) =>
	!hasProblems(step, problems) && step.fields.some((field) => form[field])

async function workplacesOf(actor: Actor) {
	const rows = await prisma.engagement.findMany({
		where: { personId: actor.id, role: "teacher", to: null, positionCode: { not: null } },
		orderBy: { from: "asc" },
		select: {
			id: true,
			position: { select: { nominative: true } },
			subject: { select: { nominative: true } },
			organisation: { select: { name: true } },
			municipality: { select: { name: true } },
		},
	})
	return rows.map(({ id, position, subject, organisation, municipality }) => ({
		value: id,
		label: [position?.nominative, subject?.nominative].filter(Boolean).join(", "),
		note: [organisation?.name, municipality?.name].filter(Boolean).join(", "),
	}))
}

async function loadSources(teacherId: string, id: string, form: FormDraft): Promise<FormFilling["sources"]> {
	const { positionCode, engagementId } = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: { positionCode: true, engagementId: true },
	})
	const [person, workplace, earlier] = await Promise.all([
		prisma.person.findUniqueOrThrow({
			where: { id: teacherId },
			select: {
				mobilePhone: true,
				email: true,
				categories: { where: { positionCode }, orderBy: { setOn: "desc" }, take: 1 },
			},
		}),
		engagementId
			? prisma.engagement.findUnique({ where: { id: engagementId }, select: { appointedOn: true } })
			: null,
		form.basedOn
			? prisma.application.findFirst({
					where: { id: form.basedOn, teacherId },
					select: { form: true, submittedAt: true, createdAt: true },
				})
			: null,
	])
	return sourcesOf(form, {
		person: { phone: person.mobilePhone, email: person.email },
		workplace,
		held: person.categories[0] ?? null,
		earlier: earlier && {
			form: earlier.form as FormDraft,
			on: shortDate(civilDate(earlier.submittedAt ?? earlier.createdAt)),
		},
	})
}

/** Proposes the forms of the name. There are no doubts if the rules are sure or the teacher has confirmed the forms. */
async function casesOf(actor: Actor, form: FormDraft) {
	const printed = printedName(form)
	const { genitive, dative, doubts } = await declinePerson(prisma, printed)
	const seen = form.casesConfirmed === confirmedKey(form) || (await confirmedInProfile(actor, printed))
	return { genitive, dative, doubts: seen ? [] : doubts }
}

async function lastSaved(id: string): Promise<Date | null> {
	const entry = await prisma.journal.findFirst({
		where: { subject: "application", subjectId: id, event: "form.save" },
		orderBy: { seq: "desc" },
		select: { at: true },
	})
	return entry?.at ?? null
}

async function checkOf(
	actor: Actor,
	application: ApplicationView,
	problems: FormProblems,
	today: string,
): Promise<FormCheck> {
	const { id, form, findings, events } = application
	const { genitive = "", dative = "" } = form
	const asks = events["form.issue"]?.allowed && (await casesOf(actor, form)).doubts.length > 0
	return {
		summary: summaryOf(application, today).map((part) => ({
			...part,
			to: paths.teacherApplication(part.id, id),
		})),
		problems: FORM_STEPS.flatMap((step) =>
			Object.entries(problemsOfStep(step, problems)).map(([field, message]) => ({
				message,
				step: step.title,
				to: `${paths.teacherApplication(step.id, id)}#f-${field}`,
			})),
		),
		findings,
		cases: asks ? { genitive, dative, to: `${paths.teacherApplication("person", id)}#f-genitive` } : null,
		events: eventsIn("teacher", "application", events),
	}
}
