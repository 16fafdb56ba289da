import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalid } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { ensurePossible, explain } from "#app/workflow/explain.server.ts"
import { civilDate } from "#machines/calendar.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import { confirmFromDraft } from "../../person/name-question.server.ts"
import {
	FORM_STEPS,
	type FormDraft,
	FormDraftSchema,
	type FormProblems,
	type FormStep,
	problemsOf,
	problemsOfStep,
} from "./application.form.ts"

const EVENT = "form.save"

export const stepNamed = (id: string | null): FormStep | undefined =>
	FORM_STEPS.find((step) => step.id === id)

/** The step before or after; the first and the last have none. */
export const neighbour = (step: FormStep, by: 1 | -1): FormStep | undefined =>
	FORM_STEPS[FORM_STEPS.indexOf(step) + by]

/**
 * Saves one step as it was typed, complete or not, and tells what it still lacks.
 * `proposed`: the cases of the name were put in anew, so the person should look at them; `confirmed`: the person has.
 * @throws DomainError not-found, forbidden, not-allowed-now; invalid when a text is too long to be kept
 */
export async function saveStep({
	actor,
	id,
	step,
	typed,
	now,
}: {
	actor: Actor
	id: string
	step: FormStep
	typed: Readonly<Record<string, string>>
	now: Date
}): Promise<{ problems: FormProblems; proposed: boolean; confirmed: boolean }> {
	const { events } = await explain(actor, "application", id, now)
	ensurePossible(events[EVENT])
	const own = Object.entries(typed).filter(([name]) => (step.fields as readonly string[]).includes(name))
	const parsed = FormDraftSchema.safeParse(Object.fromEntries(own))
	if (!parsed.success) {
		const messages = parsed.error.issues.map(({ path, message }) => [String(path[0]), message])
		throw invalid(Object.fromEntries(messages), "Ответы не сохранены: сократите слишком длинный текст.")
	}
	const cases = await proposedCases(parsed.data, typed)
	const confirmed = typed.intent === "confirm-cases" && cases === null && parsed.data.surname !== undefined
	await dispatch({
		actor,
		subject: "application",
		id,
		event: EVENT,
		input: {
			...parsed.data,
			...cases,
			...(confirmed && { casesConfirmed: confirmedKey(parsed.data) }),
		},
		now,
	})
	if (confirmed) await confirmFromDraft(actor, printedName(parsed.data), now)
	const { form } = await prisma.application.findUniqueOrThrow({ where: { id }, select: { form: true } })
	const problems = problemsOf(form as FormDraft, {
		today: civilDate(now),
		groundCodes: SIMPLIFIED_GROUNDS.map((ground) => ground.code),
	})
	return { problems: problemsOfStep(step, problems), proposed: cases !== null, confirmed }
}

/** What the cases on the page were made of: sent back with the form, so that a change of the name is seen. */
export const nameForCases = ({ surname = "", name = "", patronymic = "", sex = "" }: FormDraft): string =>
	[fullName({ surname, name, patronymic }), sex].filter(Boolean).join(", ")

/** The name with the forms that its owner has confirmed: any change of either asks again. */
export const confirmedKey = (draft: FormDraft): string =>
	[nameForCases(draft), draft.genitive, draft.dative].join(" / ")

export const printedName = ({
	surname = "",
	name = "",
	patronymic = "",
	sex = "",
	genitive = "",
	dative = "",
}: FormDraft) => ({ surname, name, patronymic, sex, genitive, dative })

/**
 * New genitive and dative: when they are asked for («Предложить снова»), or when the name has changed and they are still
 * those of the old one. What the person wrote there is never overwritten otherwise.
 */
async function proposedCases(
	draft: FormDraft,
	{ intent, casesFor, genitiveWas, dativeWas }: Readonly<Record<string, string>>,
): Promise<Pick<FormDraft, "genitive" | "dative"> | null> {
	if (draft.surname === undefined) return null
	const untouched = draft.genitive === genitiveWas && draft.dative === dativeWas
	const renamed = casesFor !== undefined && casesFor !== nameForCases(draft) && untouched
	if (intent !== "cases" && !renamed) return null
	const { genitive, dative } = await declinePerson(prisma, printedName(draft))
	return { genitive, dative }
}
