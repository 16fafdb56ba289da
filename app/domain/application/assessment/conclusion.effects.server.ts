import { keepFile } from "#app/files/keep-file.server.ts"
import { readableName } from "#app/files/readable-name.ts"
import { FILE_STEMS } from "#templates/documents/file-stems.ts"
import type { TakenScan } from "../../document/taken-scan.ts"
import type { ApplicationTransition } from "../application.transition.ts"
import { ownerOf } from "../filing/attachments.effects.server.ts"
import type { FormDraft } from "../form/application.form.ts"

/** Stores a new version; the older ones stay in the record. */
export async function keepConclusion({ tx, row, actor, input, now, prepared }: ApplicationTransition) {
	const { file, report } = prepared as TakenScan
	await keepFile(tx, file, now)
	const last = await tx.conclusion.aggregate({ where: { applicationId: row.id }, _max: { number: true } })
	const number = (last._max.number ?? 0) + 1
	await tx.conclusion.updateMany({
		where: { applicationId: row.id, voidedAt: null },
		data: { voidedAt: now },
	})
	await tx.conclusion.create({
		data: {
			applicationId: row.id,
			number,
			fileHash: file.hash,
			fileName: readableName([FILE_STEMS.conclusion, ownerOf(row.form as FormDraft)], file.extension),
			verdict: String(input.verdict),
			signedByTeacher: input.signedByTeacher === true,
			scanReport: report ? { ...report } : undefined,
			attachedById: actor.id,
			attachedAt: now,
		},
	})
	await removeSigned({ tx, row, now })
	return { proposedVerdict: input.verdict, disputeComment: null, returnRemark: null, notSignedReason: null }
}

export async function keepSignedConclusion({ tx, row, actor, now, prepared }: ApplicationTransition) {
	const { file, report } = prepared as TakenScan
	await keepFile(tx, file, now)
	await tx.attachment.create({
		data: {
			applicationId: row.id,
			kind: "signed_conclusion",
			purpose: "signed_conclusion",
			fileHash: file.hash,
			fileName: readableName(["Подписанное заключение", ownerOf(row.form as FormDraft)], file.extension),
			originalName: file.originalName,
			scanReport: report ? { ...report } : undefined,
			addedById: actor.id,
			addedAt: now,
		},
	})
	return undefined
}

export async function keepDispute({ input }: ApplicationTransition) {
	return { disputeComment: input.comment }
}

export async function keepNotSigned({ input }: ApplicationTransition) {
	return { notSignedReason: input.reason }
}

export async function keepVerdict({ input }: ApplicationTransition) {
	return { verdict: input.verdict }
}

/** Voids the conclusion. Its versions and the remark stay in the record. */
export async function voidConclusion({ tx, row, now, input }: ApplicationTransition) {
	await tx.conclusion.updateMany({
		where: { applicationId: row.id, voidedAt: null },
		data: { voidedAt: now },
	})
	await removeSigned({ tx, row, now })
	return { verdict: null, proposedVerdict: null, returnRemark: input.remark, notSignedReason: null }
}

async function removeSigned({ tx, row, now }: Pick<ApplicationTransition, "tx" | "row" | "now">) {
	await tx.attachment.updateMany({
		where: { applicationId: row.id, purpose: "signed_conclusion", removedAt: null },
		data: { removedAt: now },
	})
}
