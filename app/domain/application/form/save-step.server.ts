import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import { slipsIn } from "#app/documents/declension/typed-forms.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { invalid } from "#app/utils/errors.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { ensurePossible, explain } from "#app/workflow/explain.server.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import { confirmFromDraft } from "../../person/name-question.server.ts"
import { loadApplication } from "../application.facts.server.ts"
import {
	FORM_STEPS,
	type FormDraft,
	FormDraftSchema,
	type FormProblems,
	type FormStep,
	problemsOf,
	problemsOfStep,
	stepsFor,
} from "./application.form.ts"

const EVENT = "form.save"

export const stepNamed = (id: string | null): FormStep | undefined =>
	FORM_STEPS.find((step) => step.id === id)

/** The next or previous step of this draft; undefined at either end. */
export function neighbour(step: FormStep, by: 1 | -1, draft: FormDraft): FormStep | undefined {
	const asked = stepsFor(draft)
	const steps = FORM_STEPS.filter((one) => one === step || asked.includes(one))
	return steps[steps.indexOf(step) + by]
}

/**
 * Saves one step as typed, complete or not, and returns its remaining problems. `proposed`: the forms of the name were
 * proposed again, so the person should check them; it contains the form's new values. `confirmed`: the person has confirmed
 * them. `problems` contains probable mistakes in typed forms only the first time; if they are sent again unchanged, the
 * person means them.
 * @throws DomainError not-found, forbidden, not-allowed-now; invalid when a text is too long to store; stale when another
 * window has changed the same answer meanwhile
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
}): Promise<{
	problems: FormProblems
	proposed: Record<string, string> | null
	confirmed: boolean
	draft: FormDraft
}> {
	const { events } = await explain(actor, "application", id, now)
	ensurePossible(events[EVENT])
	const own = Object.entries(typed).filter(([name]) => (step.fields as readonly string[]).includes(name))
	const parsed = FormDraftSchema.safeParse(Object.fromEntries(own))
	if (!parsed.success) {
		const messages = parsed.error.issues.map(({ path, message }) => [String(path[0]), message])
		throw invalid(Object.fromEntries(messages), "Ответы не сохранены: сократите слишком длинный текст.")
	}
	const cases = await proposedCases(parsed.data, typed)
	const slips = cases === null ? await slipsOf(parsed.data, typed.casesSeen) : {}
	const confirmed =
		typed.intent === "confirm-cases" &&
		cases === null &&
		Object.keys(slips).length === 0 &&
		parsed.data.surname !== undefined
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
		known: typed.known,
		now,
	})
	if (confirmed) await confirmFromDraft(actor, printedName(parsed.data), now)
	const { form } = await prisma.application.findUniqueOrThrow({ where: { id }, select: { form: true } })
	const draft = form as FormDraft
	const problems = problemsOf(draft, { today: civilDate(now) })
	return {
		problems: {
			...slips,
			...(step.fields.includes("claimedCategory") && (await forbiddenClaim(id, now))),
			...problemsOfStep(step, problems),
		},
		proposed: cases && proposal(parsed.data, cases),
		confirmed,
		draft,
	}
}

/** The step with the claim names a claim that the rules forbid. Otherwise the teacher would learn it five steps later. */
async function forbiddenClaim(id: string, now: Date): Promise<FormProblems> {
	const loaded = await loadApplication(prisma, id, now)
	const [sentence] = loaded?.facts.rulebookBlocks ?? []
	return sentence ? { claimedCategory: sentence } : {}
}

/** The name from which the forms on the page were made. The page sends it back, so that the server notices a changed name. */
export const nameForCases = ({ surname = "", name = "", patronymic = "", sex = "" }: FormDraft): string =>
	[fullName({ surname, name, patronymic }), sex].filter(Boolean).join(", ")

/** The fields of the form after a proposal, including those on which the next proposal depends. */
const proposal = (
	draft: FormDraft,
	{ genitive = "", dative = "" }: Pick<FormDraft, "genitive" | "dative">,
) => ({
	genitive,
	dative,
	genitiveWas: genitive,
	dativeWas: dative,
	casesFor: nameForCases(draft),
})

/** The name with its forms as the owner confirmed them. After any change the page asks again. */
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

/** Typed forms that look like a mistake, unless the person has already seen the question about exactly these forms. */
async function slipsOf(draft: FormDraft, seen: string | undefined): Promise<FormProblems> {
	const { genitive, dative } = draft
	if (draft.surname === undefined || !genitive || !dative || seen === formsKey({ genitive, dative }))
		return {}
	const name = printedName(draft)
	const proposed = await declinePerson(prisma, name)
	return slipsIn(name, proposed.sex, proposed, { genitive, dative })
}

/**
 * Proposes genitive and dative if the person asked for it («Предложить снова»), or if the name has changed and the forms
 * are still the old proposal. It never overwrites what the person typed.
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
