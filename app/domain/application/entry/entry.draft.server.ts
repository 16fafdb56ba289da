import { prisma } from "#app/db/client.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { nameColumns } from "../../account/accounts.server.ts"
import { checkWorkplace } from "../../organisation/check-workplace.server.ts"
import { declinePerson } from "../../person/name-corrections.server.ts"
import type { FormDraft } from "../form/application.form.ts"
import type { EntryForm } from "./entry.schema.ts"

/**
 * The workplace and the name with its cases, as the teacher's account stores them.
 * @throws DomainError invalid with the field
 */
export async function placeAndNames(form: EntryForm, municipalityCode: string) {
	const place = await checkWorkplace(prisma, { ...form, municipalityCode })
	return { place, names: nameColumns(form, await declinePerson(prisma, form)) }
}
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
