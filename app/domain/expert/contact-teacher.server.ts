import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { MaterialsSchema, ReasonSchema, VisitsSchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"

const may = applicationPolicy.contactTeacher

/** The days of one expert; proposing others replaces them. */
export const proposeVisits = command(applicationSubject, "visits.propose", {
	schema: VisitsSchema,
	may,
	checked: ({ input: { visitOn, visitAgainOn } }) => ({
		days: [visitOn, visitAgainOn].filter((day) => typeof day === "string"),
	}),
})

export const askMaterials = command(applicationSubject, "materials.ask", {
	schema: MaterialsSchema,
	may,
	checked: ({ input: { materialsBy } }) => ({ days: [materialsBy] }),
})

/** The expert heard that the teacher has left. The coordinator decides what follows from it. */
export const reportDeparture = command(applicationSubject, "departure.report", { schema: ReasonSchema, may })
