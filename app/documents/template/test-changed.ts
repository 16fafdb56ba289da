import PizZip from "pizzip"
import { readTemplate } from "../read-template.server.ts"

export const BODY = "word/document.xml"
export const FOOT = "word/footer1.xml"

/** The program's own template with one part changed, as an operator would upload it; for tests. */
export async function changedTemplate(
	id: string,
	change: (xml: string) => string,
	part = BODY,
): Promise<Buffer> {
	const zip = new PizZip(await readTemplate(id))
	const before = zip.file(part)?.asText() ?? ""
	const after = change(before)
	if (after === before) throw new Error(`nothing to change in ${part} of ${id}`)
	zip.file(part, after)
	return zip.generate({ type: "nodebuffer" })
}

export const instead =
	(from: string | RegExp, to: string) =>
	(xml: string): string =>
		xml.replace(from, to)

/** A template as Word in a browser saves it: parts have other names and are referred to from the root of the package. */
export async function savedInBrowser(id: string): Promise<Buffer> {
	const zip = new PizZip(await readTemplate(id))
	const names: Record<string, string> = {
		"document.xml": "document2.xml",
		"styles.xml": "styles2.xml",
		"settings.xml": "settings2.xml",
		"fontTable.xml": "fontTable2.xml",
		"footer1.xml": "footer3.xml",
	}
	const rename = (text: string) =>
		Object.entries(names).reduce((all, [from, to]) => all.replaceAll(`/${from}`, `/${to}`), text)
	for (const [from, to] of Object.entries(names))
		for (const [old, name] of [
			[`word/${from}`, `word/${to}`],
			[`word/_rels/${from}.rels`, `word/_rels/${to}.rels`],
		] as const) {
			const text = zip.file(old)?.asText()
			if (text === undefined) continue
			zip.remove(old)
			zip.file(
				name,
				name.endsWith(".rels") ? rename(text.replace(/Target="(?!media)/g, 'Target="/word/')) : text,
			)
		}
	for (const part of ["[Content_Types].xml", "_rels/.rels"])
		zip.file(part, rename(zip.file(part)?.asText() ?? ""))
	return zip.generate({ type: "nodebuffer" })
}

const BOX_NAMESPACES =
	'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'

/** A run moved into a text box, which Word writes twice: for itself and for old programs. */
export function inTextBox(run: string): string {
	const content = `<w:txbxContent><w:p>${run}</w:p></w:txbxContent>`
	return `<w:r><mc:AlternateContent ${BOX_NAMESPACES}><mc:Choice Requires="wps"><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="2000000" cy="500000"/><wp:docPr id="77" name="Надпись 1"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>${content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect style="width:157pt;height:39pt"><v:textbox>${content}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
}
