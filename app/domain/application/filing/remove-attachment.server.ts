import { z } from "zod"
import { prisma } from "#app/db/client.server.ts"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { command } from "#app/workflow/subject.server.ts"
import type { DocumentPurpose } from "#machines/application/document-purpose.ts"
import { applicationSubject } from "../application.subject.server.ts"

export const removeAttachment = command(applicationSubject, "attachment.remove", {
	schema: z.object({ attachmentId: z.string({ error: "Выберите документ." }).min(1) }),
	may: applicationPolicy.attach,
	async prepare({ input, loaded: { row } }) {
		const found = await prisma.attachment.findFirst({
			where: { id: input.attachmentId, applicationId: row.id, removedAt: null },
			select: { purpose: true },
		})
		if (!found) throw notFound()
		return found.purpose as DocumentPurpose
	},
	checked: ({ prepared }) => ({ purpose: prepared }),
})
