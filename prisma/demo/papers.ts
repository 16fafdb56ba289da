import { PDFDocument, rgb, StandardFonts } from "pdf-lib"
import type { UploadedFile } from "#app/domain/application/application.schema.ts"
import { renderAnnex } from "#app/domain/document/find-document.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"

const A4: [number, number] = [595.28, 841.89]

/** A made-up scan: lines of grey, a signature in blue, and a name, so that no two are the same file. */
export async function putScan(name: string, pages: number): Promise<UploadedFile> {
	const document = await PDFDocument.create()
	// The same content each time: a file is known by its hash.
	document.setCreationDate(new Date(0))
	document.setModificationDate(new Date(0))
	const font = await document.embedFont(StandardFonts.TimesRoman)
	for (let number = 1; number <= pages; number += 1) {
		const page = document.addPage(A4)
		page.drawText(`${name}, page ${number} of ${pages} (demo)`, { x: 60, y: 780, size: 12, font })
		for (let line = 0; line < 22; line += 1)
			page.drawRectangle({
				x: 60,
				y: 740 - line * 24,
				width: line % 5 === 4 ? 240 : 470,
				height: 5,
				color: rgb(0.72, 0.74, 0.75),
			})
		page.drawSvgPath("M0 0c6-22 14-26 12-8s2 8 8-2 8-6 6 2 8-8 14-10 10 4 18-6", {
			x: 380,
			y: 120,
			borderColor: rgb(0.13, 0.25, 0.56),
			borderWidth: 2,
		})
	}
	return put(await document.save(), `${name}.pdf`)
}

/** The results tables as the teacher downloads them. */
export async function putAnnex(actor: Actor, id: string, now: Date): Promise<UploadedFile> {
	const { bytes } = await renderAnnex({ actor, id, now })
	return put(bytes, "Таблицы результатов.docx")
}

async function put(bytes: Uint8Array, originalName: string): Promise<UploadedFile> {
	const { hash, size } = await fileStore().put([bytes])
	return { field: "file", originalName, hash, size }
}
