import type { Sex } from "#app/documents/declension/decline-name.ts"
import { sexByPatronymic } from "#app/documents/declension/sex.ts"
import type { ApplicationInput, Teacher } from "#app/documents/fill.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import { parseEmail } from "#app/utils/typed/email.ts"
import { anyNumber, parsePhone } from "#app/utils/typed/phone.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { type EngagementParts, postFrom } from "../../person/post.ts"
import type { FormDraft } from "./application.form.ts"

export type Place = EngagementParts & { municipality: { name: string } | null }

/** The teacher as the form names them. Later changes of the profile do not matter. */
export function teacherOf(draft: FormDraft, place: Place): Teacher {
	const { surname = "", name = "", patronymic = "", genitive = "", phone = "", email = "" } = draft
	return {
		...postFrom({ surname, name, patronymic }, place),
		genitive,
		sex: sexOf(draft),
		municipality: place.municipality?.name ?? "",
		phone: phoneAsPrinted(phone),
		email: parseEmail(email) ?? email,
	}
}

/** The phone number in the usual spelling if it can be parsed, otherwise as typed. */
function phoneAsPrinted(typed: string): string {
	const phone = parsePhone(typed)
	return phone ? anyNumber(phone) : typed
}

/**
 * The sex from the form, otherwise the one that the patronymic shows. Without either the form is incomplete. It only
 * decides the ending of «ознакомлен(а)».
 */
const sexOf = ({ sex, patronymic = "" }: FormDraft): Sex => {
	if (sex === "m" || sex === "f") return sex
	return sexByPatronymic(patronymic) ?? "m"
}

const years = (value: string | undefined) => (value ? Number(value) : null)

/** Turns a complete draft into the input of the printed form. */
export function applicationInput(draft: FormDraft, teacher: Teacher): ApplicationInput {
	const ground = SIMPLIFIED_GROUNDS.find(({ code }) => code === draft.groundCode)
	const simplified = draft.procedure === "simplified"
	return {
		teacher,
		category: draft.claimedCategory === "highest" ? "highest" : "first",
		attestationForm: draft.attestationForm === "remote" ? "remote" : "in_person",
		current:
			draft.currentCategory === "first" || draft.currentCategory === "highest"
				? {
						category: draft.currentCategory,
						validUntil: draft.currentTerm === "dated" ? parseTypedDate(draft.currentEndsOn ?? "") : null,
					}
				: null,
		education: draft.educationInstitution
			? [
					{
						level: draft.educationLevel ?? "",
						institution: draft.educationInstitution,
						year: draft.educationYear ?? "",
						speciality: draft.educationSpeciality ?? "",
						qualification: draft.educationQualification ?? "",
					},
				]
			: [],
		service: {
			total: years(draft.experienceTotal),
			teaching: years(draft.experienceTeaching) ?? 0,
			position: years(draft.experiencePosition) ?? 0,
			organisation: years(draft.experienceOrganisation),
		},
		appointedOn: parseTypedDate(draft.appointedOn ?? "") ?? "",
		awards: [draft.degree, draft.awards].filter(Boolean).join(", ") || null,
		training: draft.training || null,
		simplified: simplified && ground ? { ground: ground.title, document: draft.groundDocument ?? "" } : null,
		present: draft.presence === "present",
		// Typed before the teacher changed to the simplified procedure, which has no tables.
		annexPages: simplified ? null : years(draft.annexPages),
	}
}
