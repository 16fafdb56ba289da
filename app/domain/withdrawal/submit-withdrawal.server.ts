import { z } from "zod"
import { withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { checkScan } from "#app/scans/check-scan.server.ts"
import { command } from "#app/workflow/subject.server.ts"
import { EmptySchema, filesField, tick } from "../application/application.schema.ts"
import { acceptsOf } from "../application/filing/document-kind.ts"
import { takeOneDocument } from "../application/filing/take-files.server.ts"
import { expectedWithdrawal, refuseObjections } from "../document/expected-paper.server.ts"
import type { TakenScan } from "../document/taken-scan.ts"
import { withdrawalSubject } from "./withdrawal.subject.server.ts"

const accepts = acceptsOf("withdrawal_scan")

export const submitWithdrawal = command(withdrawalSubject, "withdrawal.submit", {
	schema: z.object({ files: filesField, asIs: tick }),
	may: withdrawalPolicy.submit,
	async prepare({ input, loaded: { row } }): Promise<TakenScan> {
		const taken = await takeOneDocument(input.files, accepts)
		const expected = expectedWithdrawal(row)
		const checked = expected ? await checkScan(taken, expected) : { file: taken, report: null }
		refuseObjections(checked.report, input.asIs)
		return checked
	},
	checked: () => ({ accepted: true }),
})

/** «Не отзывать». A withdrawal changes nothing until it is registered, so it can be discarded until then. */
export const discardWithdrawal = command(withdrawalSubject, "withdrawal.discard", {
	schema: EmptySchema,
	may: withdrawalPolicy.discard,
})
