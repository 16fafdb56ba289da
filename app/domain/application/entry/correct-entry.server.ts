import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { applicationSubject } from "../application.subject.server.ts"
import { entryChecks, placeAndNames } from "./entry.draft.server.ts"
import { EntrySchema } from "./entry.schema.ts"

/** A coordinator corrects what they copied from a paper. It stays in the municipality that received it. */
export const correctEntry = command(applicationSubject, "entry.correct", {
	schema: EntrySchema,
	may: applicationPolicy.correctEntry,
	checks: (form, loaded) => entryChecks(form, loaded.row.municipalityCode),
	prepare: ({ loaded, input }) => placeAndNames(input, loaded.row.municipalityCode),
})
