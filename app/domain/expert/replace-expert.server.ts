import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { ReplacementSchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { expertFacts } from "./expert-facts.server.ts"

/** After approval an expert can be replaced only by an operator, with a reason (slides for experts). */
export const replaceExpert = command(applicationSubject, "expert.replace", {
	schema: ReplacementSchema,
	may: applicationPolicy.replaceExpert,
	async choose(tx, { row, facts }, { expert, colleagueReason }) {
		const [chosen] = await expertFacts(tx, row, facts.schedule?.period ?? null, [
			{ id: expert, colleagueReason },
		])
		const others = await expertFacts(
			tx,
			row,
			facts.schedule?.period ?? null,
			facts.expertIds.map((id) => ({ id, colleagueReason: "" })),
		)
		// The experts with a seat were checked when they were assigned. The guard reads them here only to refuse an expert who
		// already has a seat on this application.
		const seated = others.map((other) => ({
			...other,
			ofMunicipality: true,
			onRoster: true,
			hasListedPosition: true,
			isTeacherHimself: false,
			isColleague: false,
		}))
		return { ...facts, chosen: { experts: [...(chosen ? [chosen] : []), ...seated] } }
	},
})
