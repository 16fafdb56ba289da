import { prisma } from "#app/db/client.server.ts"
import type { Checks } from "#app/utils/http/one-round.ts"
import { parseChecked } from "#app/utils/http/parse-form.ts"
import { shortDate } from "#app/utils/russian.ts"
import { nameColumns } from "../../account/accounts.server.ts"
import { checkWorkplace, workplaceChecks } from "../../organisation/check-workplace.server.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import { type EntryForm, EntrySchema } from "./entry.schema.ts"

/**
 * The workplace and the name with its cases, as the teacher's account stores them.
 * @throws DomainError invalid with the field
 */
export async function placeAndNames(form: EntryForm, municipalityCode: string) {
	const place = await checkWorkplace(prisma, { ...form, municipalityCode })
	return { place, names: nameColumns(form, await declinePerson(prisma, form)) }
}
/** Reads the form of an application on paper. @throws DomainError invalid with everything that is wrong */
export const readEntry = (typed: Record<string, unknown>, municipalityCode: string): Promise<EntryForm> =>
	parseChecked(EntrySchema, typed, (form) => entryChecks(form, municipalityCode))

export const entryChecks = (form: Partial<EntryForm>, municipalityCode: string): Checks =>
	workplaceChecks(prisma, { ...form, municipalityCode })

export type PlaceAndNames = Awaited<ReturnType<typeof placeAndNames>>

/** What was copied from the paper, as answers of the application's form. */
export function draftOf(
	form: EntryForm,
	{ sex, genitive, dative }: ReturnType<typeof nameColumns>,
	engagementId: string,
): FormDraft {
	const { currentEndsOn, currentCategory } = form
	const dated = currentCategory !== "none" && currentEndsOn
	return {
		surname: form.surname,
		name: form.name,
		patronymic: form.patronymic,
		sex: sex === "m" || sex === "f" ? sex : "",
		genitive,
		dative,
		phone: form.mobilePhone ?? "",
		email: form.email ?? "",
		engagementId,
		currentCategory,
		currentTerm: dated ? "dated" : currentCategory === "none" ? "" : "indefinite",
		currentEndsOn: dated ? shortDate(currentEndsOn) : "",
		claimedCategory: form.claimedCategory,
		attestationForm: form.attestationForm,
		presence: form.presence,
		procedure: form.procedure,
		groundCode: form.procedure === "simplified" ? form.groundCode : "",
	}
}
