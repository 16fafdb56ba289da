import { readFile } from "node:fs/promises"
import { z } from "zod"
import { checkTemplate } from "#app/documents/template/check-template.server.ts"
import { DOCX } from "#app/files/file-types.ts"
import { inspectFile } from "#app/files/inspect.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { ReceivedFile } from "#app/files/upload.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { noteField } from "./note.schema.ts"
import { changeableForm } from "./template.ts"
import { keepVersion } from "./template-version.server.ts"

const NoteSchema = z.object({ note: noteField })

interface Posted {
	actor: Actor
	formId: string
	form: Record<string, unknown>
	files: readonly ReceivedFile[]
	now: Date
}

/**
 * Stores an operator's template as the next version of its form, if the form can be printed with it. It is not in force
 * yet: the operator first looks at a filled sample, then `enactTemplate` puts it in force. A template whose only fault is
 * changes under review in Word is stored too, so that `acceptTemplateRevisions` can make the next version from it.
 * @throws DomainError `invalid` naming every fault
 */
export async function uploadTemplate({
	actor,
	formId,
	form,
	files,
	now,
}: Posted): Promise<{ number: number; reviewed: boolean }> {
	const documentForm = changeableForm(actor, formId)
	const { note } = parseForm(NoteSchema, form)
	const [file] = files
	if (!file) throw atFile("Выберите файл шаблона, изменённый в Word (.docx).")
	const path = await fileStore().path(file.hash)
	const inspection = await inspectFile(path, file.originalName, [DOCX])
	if (!inspection.ok) throw atFile(inspection.reason)
	const { faults, reviewed = false } = await checkTemplate(documentForm, await readFile(path))
	if (faults.length > 0 && !reviewed)
		throw atFile(`Шаблон не принят: ${faults.join("; ")}. Исправьте его в Word и загрузите снова.`)
	const { type, extension, pages } = inspection
	const number = await keepVersion({
		formId,
		file: { hash: file.hash, size: file.size, type, extension, pages },
		originalName: file.originalName,
		note,
		uploadedById: actor.id,
		now,
	})
	return { number, reviewed }
}

const atFile = (message: string) =>
	new DomainError("invalid", "Шаблон не загружен: исправьте то, что отмечено.", { fields: { file: message } })
