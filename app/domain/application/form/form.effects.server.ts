import { randomUUID } from "node:crypto"
import { countOf, Prisma } from "#app/db/client.server.ts"
import { insertRow } from "#app/db/row.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { keepFile } from "#app/files/keep-file.server.ts"
import { stale } from "#app/utils/errors.ts"
import { foldForSearch } from "#app/utils/russian.ts"
import { parseTypedDate } from "#app/utils/typed/date.ts"
import type { ApplicationTransition } from "../application.transition.ts"
import type { FormDraft } from "./application.form.ts"
import type { IssuedForm } from "./issued-form.ts"
import { workplaceColumns } from "./workplace.server.ts"

/** Replaces the typed fields. A new workplace moves the draft to the municipality of that workplace. */
export async function saveForm({ tx, row, input }: ApplicationTransition) {
	const changes = input as FormDraft
	const form = { ...(row.form as FormDraft), ...changes }
	const moved = changes.engagementId && changes.engagementId !== row.engagementId
	return {
		form,
		...(moved ? await workplaceColumns(tx, row.teacherId, changes.engagementId ?? "") : {}),
		// An application from paper is never formed here. When its teacher changes an answer, its columns change at once.
		...(row.source === "online" ? {} : printedColumns(form)),
	}
}

/** Stores the printed paper and its data, so that later changes of the profile do not affect them. */
export async function freezeForm({ tx, row, now, prepared }: ApplicationTransition) {
	const { version, document, teacher, printed, number, contentHash } = prepared as IssuedForm
	// The paper was rendered before the row was locked. If the form has changed since, the paper no longer matches it.
	if (version !== row.version) throw stale()
	const draft = row.form as FormDraft
	await keepFile(tx, document, now)
	await insertRow(tx, "FormRevision", {
		id: randomUUID(),
		applicationId: row.id,
		number,
		data: { draft, teacher, printed },
		contentHash,
		fileHash: document.hash,
		formedAt: now,
	})
	return printedColumns(draft)
}

/** The columns that say what the paper says. */
export function printedColumns(draft: FormDraft) {
	const name = fullName({
		surname: draft.surname ?? "",
		name: draft.name ?? "",
		patronymic: draft.patronymic ?? "",
	})
	return {
		fullName: name,
		searchName: foldForSearch(name),
		currentCategory: draft.currentCategory || "none",
		currentEndsOn: draft.currentTerm === "dated" ? parseTypedDate(draft.currentEndsOn ?? "") : null,
		claimedCategory: draft.claimedCategory || null,
		procedure: draft.procedure || null,
		attestationForm: draft.attestationForm || null,
		groundCode: draft.procedure === "simplified" ? (draft.groundCode ?? null) : null,
	}
}

/** Voids the paper. Attachments stay, but the scan of a voided paper does not count. */
export async function voidForm({ tx, row, now }: ApplicationTransition) {
	await countOf(
		tx,
		Prisma.sql`UPDATE "FormRevision" SET "voidedAt" = ${now} WHERE "applicationId" = ${row.id} AND "voidedAt" IS NULL`,
	)
	return undefined
}

/** «Исправить и подать снова»: the draft keeps everything, but the paper must be formed and signed again. */
export async function beginAttempt(transition: ApplicationTransition) {
	await voidForm(transition)
	return { attempt: transition.row.attempt + 1 }
}
