import { applicationPolicy } from "#app/policies/application.policy.ts"
import { command } from "#app/workflow/subject.server.ts"
import { ConclusionSchema, type UploadedFile } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import { acceptsOf } from "../application/document-kind.ts"
import { takeOneDocument, withoutBlankPages } from "../application/take-files.server.ts"

/** All pages in one file, none blank; images are joined by the system. */
export async function takeConclusion(
	kind: "conclusion" | "signed_conclusion",
	files: readonly UploadedFile[],
) {
	return withoutBlankPages(await takeOneDocument(files, acceptsOf(kind)))
}

const attaching = {
	schema: ConclusionSchema,
	may: applicationPolicy.conclude,
	prepare: ({ input }: { input: { files: UploadedFile[] } }) => takeConclusion("conclusion", input.files),
	checked: () => ({ accepted: true }),
}

export const attachConclusion = command(applicationSubject, "conclusion.attach", attaching)
export const replaceConclusion = command(applicationSubject, "conclusion.replace", attaching)
