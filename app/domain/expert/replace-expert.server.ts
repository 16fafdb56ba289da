import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { ReplacementSchema } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { expertFacts } from "./expert-facts.server.ts"

/** After approval a specialist is replaced only with the centre's consent: by an operator, with a reason (slides for specialists). */
export const replaceExpert = command(applicationSubject, "expert.replace", {
	schema: ReplacementSchema,
	may: applicationPolicy.replaceExpert,
	async choose(tx, { row, facts }, { seat, expert, colleagueReason }) {
		const staying = facts.expertIds.filter((_, index) => index + 1 !== seat)
		const [chosen] = await expertFacts(tx, row, facts.schedule?.period ?? null, [
			{ id: expert, colleagueReason },
		])
		const others = await expertFacts(
			tx,
			row,
			facts.schedule?.period ?? null,
			staying.map((id) => ({ id, colleagueReason: "" })),
		)
		// The one who stays was judged when assigned: only that the two differ is asked of them now.
		const kept = others.map((other) => ({
			...other,
			ofMunicipality: true,
			onRoster: true,
			hasListedPosition: true,
			isTeacherHimself: false,
			isColleague: false,
		}))
		return { ...facts, chosen: { experts: [...(chosen ? [chosen] : []), ...kept] } }
	},
})
