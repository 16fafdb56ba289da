import {
	attendancePhrase,
	attestationFormPhrase,
	categoryPhrase,
	procedurePhrase,
} from "#app/documents/phrases.ts"

/** The answers about the claim. The teacher's form, the coordinator's entry of a paper and the filters of lists offer the same ones. */

export const CATEGORIES = (["first", "highest"] as const).map((value) => ({
	value,
	label: categoryPhrase(value, "nominative"),
}))

export const ATTESTATION_FORMS = (["in_person", "remote"] as const).map((value) => ({
	value,
	label: attestationFormPhrase(value),
}))

export const PROCEDURES = (["general", "simplified"] as const).map((value) => ({
	value,
	label: procedurePhrase(value),
}))

/** Whether the teacher attends the sitting, as others say it about the teacher. */
export const ATTENDANCE = (["absent", "present"] as const).map((value) => ({
	value,
	label: attendancePhrase(value === "present"),
}))

/** The same answers with a note below each. */
export const withNotes = <Value extends string>(
	choices: readonly { value: Value; label: string }[],
	notes: Readonly<Record<Value, string>>,
) => choices.map((choice) => ({ ...choice, note: notes[choice.value] }))
