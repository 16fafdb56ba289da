import PizZip from "pizzip"

/** The smallest template that docxtemplater accepts, one paragraph for each line; for tests. */
export function templateSaying(...lines: string[]): Buffer {
	const zip = new PizZip()
	zip.file(
		"[Content_Types].xml",
		'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
	)
	zip.file("word/_rels/document.xml.rels", "<Relationships/>")
	const body = lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join("")
	zip.file(
		"word/document.xml",
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
	)
	return zip.generate({ type: "nodebuffer" })
}
