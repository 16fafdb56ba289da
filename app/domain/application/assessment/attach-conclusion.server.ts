import type { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { checkScan } from "#app/scans/check-scan.server.ts"
import { command } from "#app/workflow/subject.server.ts"
import { expectedConclusion, refuseObjections } from "../../document/expected-paper.server.ts"
import type { TakenScan } from "../../document/taken-scan.ts"
import { ConclusionSchema, type UploadedFile } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { acceptsOf } from "../filing/document-kind.ts"
import { takeOneDocument, withoutBlankPages } from "../filing/take-files.server.ts"

/**
 * Accepts one file with all pages and without a blank one; the system joins images. A fault shown by the codes is reported
 * before the file is stored. A file without codes is accepted, because experts may fill in a blank conclusion; its report
 * says that only a person can check it.
 * @throws DomainError "invalid" with the objections, unless the sender confirms the file as it is
 */
export async function takeConclusion(
	kind: "conclusion" | "signed_conclusion",
	row: { id: string; paperKey: string },
	{
		files,
		signedByTeacher,
		asIs,
	}: { files: readonly UploadedFile[]; signedByTeacher: boolean; asIs: boolean },
): Promise<TakenScan> {
	const taken = withoutBlankPages(await takeOneDocument(files, acceptsOf(kind)))
	const checked = await checkScan(taken, expectedConclusion(row, signedByTeacher))
	// Some ways of packing an image hide a blank page until the page is drawn.
	withoutBlankPages(checked.file)
	refuseObjections(checked.report, asIs)
	return checked
}

const attaching = {
	schema: ConclusionSchema,
	may: applicationPolicy.conclude,
	prepare: ({ input, loaded }: { input: z.output<typeof ConclusionSchema>; loaded: LoadedApplication }) =>
		takeConclusion("conclusion", loaded.row, input),
	checked: () => ({ accepted: true }),
}

export const attachConclusion = command(applicationSubject, "conclusion.attach", attaching)
export const replaceConclusion = command(applicationSubject, "conclusion.replace", attaching)
