import type { z } from "zod"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { checkIfOurs, expectedConclusion, refuseObjections } from "../../document/expected-paper.server.ts"
import type { TakenScan } from "../../document/taken-scan.ts"
import { ConclusionSchema, type UploadedFile } from "../application.schema.ts"
import { applicationSubject } from "../application.subject.server.ts"
import type { LoadedApplication } from "../application.transition.ts"
import { acceptsOf } from "../filing/document-kind.ts"
import { takeOneDocument, withoutBlankPages } from "../filing/take-files.server.ts"

/**
 * All pages in one file, none blank; images are joined by the system. What its codes say is wrong is named before it is kept.
 * @throws DomainError "invalid" with the objections, unless it is to be sent as it is
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
	const checked = await checkIfOurs(taken, expectedConclusion(row, signedByTeacher))
	// Packed in a rare way a blank sheet is only known once it is drawn.
	withoutBlankPages(checked.file)
	refuseObjections(checked.report, asIs)
	return checked
}

const attaching = {
	schema: ConclusionSchema,
	may: applicationPolicy.conclude,
	prepare: ({ input, loaded }: { input: z.output<typeof ConclusionSchema>; loaded: LoadedApplication }) =>
		// Whoever attaches it has said that pages and signatures are there; what the codes say is shown beside it.
		takeConclusion("conclusion", loaded.row, { ...input, asIs: true }),
	checked: () => ({ accepted: true }),
}

export const attachConclusion = command(applicationSubject, "conclusion.attach", attaching)
export const replaceConclusion = command(applicationSubject, "conclusion.replace", attaching)
