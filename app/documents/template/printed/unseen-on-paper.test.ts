import PizZip from "pizzip"
import { describe, expect, it } from "vitest"
import { type DocumentFormId, documentForms } from "../../forms.ts"
import { readTemplate } from "../../read-template.server.ts"
import { inspectTemplate } from "../inspect-template.server.ts"
import { changedTemplate, FOOT, instead, inTextBox } from "../test-changed.ts"

// A tag in the file is not yet a word on paper: what the law requires must be readable on everybody's sheet.

const faultsOf = async (id: DocumentFormId, change: (xml: string) => string) =>
	(await inspectTemplate(documentForms[id], await changedTemplate(id, change))).faults
const run = (look: string, text: string) =>
	`<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
/** Gives the run with these words another formatting. */
const looking = (words: string, look: string) => (xml: string) =>
	xml.replace(
		new RegExp(`<w:r\\b[^>]*>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>${words}</w:t></w:r>`),
		run(look, words.replaceAll("\\", "")),
	)
const NAME = "от \\{author\\.genitive\\},"
const rows = (xml: string) => xml.match(/<w:tr\b[^>]*>(?:(?!<\/w:tr>).)*<\/w:tr>/gs) ?? []

describe("an invisible tag", () => {
	it.each<[string, string]>([
		["<w:vanish/>", "в скрытом тексте"],
		['<w:color w:val="FFFFFF"/>', "белым по белому"],
		['<w:color w:val="F2F2F2"/>', "белым по белому"],
		['<w:color w:themeColor="background1"/>', "белым по белому"],
		['<w:shd w:val="clear" w:fill="000000"/>', "цветом фона"],
		['<w:sz w:val="2"/>', "слишком мелким или сжатым шрифтом"],
		['<w:spacing w:val="-200"/>', "слишком мелким или сжатым шрифтом"],
		['<w:w w:val="1"/>', "слишком мелким или сжатым шрифтом"],
		['<w:color w:val="FFFFFF"/><w:sz w:val="2"/>', "белым по белому"],
	])("is refused with its place: %s", async (look, why) => {
		expect(await faultsOf("withdrawal", looking(NAME, look))).toEqual([
			expect.stringMatching(
				new RegExp(
					`^на бумаге не будет имени заявителя: метка \\{author\\.genitive\\} стоит ${why} \\(рядом: «от \\{author`,
				),
			),
		])
	})

	it.each([
		'<w:color w:val="1F3864"/>',
		'<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>',
		'<w:vanish w:val="0"/>',
		'<w:sz w:val="20"/>',
		'<w:spacing w:val="-10"/><w:w w:val="90"/>',
	])("differs from one that only looks different: %s", async (look) => {
		expect(await faultsOf("withdrawal", looking(NAME, look))).toEqual([])
	})

	it("is something else than one in a text box, or with soft hyphens and spaces inside", async () => {
		const boxed = await faultsOf("withdrawal", (xml) =>
			xml.replace(
				/<w:r\b[^>]*>(?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t[^>]*>от \{author\.genitive\},<\/w:t><\/w:r>/,
				(own) => inTextBox(own),
			),
		)
		expect(boxed).toEqual([])
		expect(
			await faultsOf("withdrawal", instead("{author.genitive}", "{ author.\u00adgeni\u00adtive\u00a0}")),
		).toEqual([])
	})

	it("may be hidden in a text box, or with soft hyphens inside", async () => {
		const white = run('<w:color w:val="FFFFFF"/>', "от {author.genitive},")
		const boxed = await faultsOf("withdrawal", (xml) =>
			xml.replace(
				/<w:r\b[^>]*>(?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t[^>]*>от \{author\.genitive\},<\/w:t><\/w:r>/,
				inTextBox(white),
			),
		)
		expect(boxed.join()).toContain("метка {author.genitive} стоит белым по белому")
		const soft = looking(NAME, "<w:vanish/>")
		const hidden = await faultsOf("withdrawal", (xml) =>
			soft(xml).replace("{author.genitive}", "{author.geni\u00adtive}"),
		)
		expect(hidden.join()).toContain("метка {author.genitive} стоит в скрытом тексте")
	})

	it("may be hidden by the style of its paragraph", async () => {
		const zip = new PizZip(
			await changedTemplate("withdrawal", (xml) =>
				xml.replace(
					/(<w:p\b[^>]*>)(?:<w:pPr>(?:(?!<\/w:pPr>).)*<\/w:pPr>)?((?:(?!<\/w:p>).)*от \{author\.genitive\})/s,
					'$1<w:pPr><w:pStyle w:val="Unseen"/></w:pPr>$2',
				),
			),
		)
		const styles = zip.file("word/styles.xml")?.asText() ?? ""
		const unseen =
			'<w:style w:type="paragraph" w:styleId="Under"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Unseen"><w:basedOn w:val="Under"/></w:style></w:styles>'
		zip.file("word/styles.xml", styles.replace("</w:styles>", unseen))
		const { faults } = await inspectTemplate(documentForms.withdrawal, zip.generate({ type: "nodebuffer" }))
		expect(faults.join()).toContain("метка {author.genitive} стоит в скрытом тексте")
	})

	it.each<[DocumentFormId, string, string, string]>([
		["notice", "\\{addressee\\.dative\\},", "имени адресата", "{addressee.dative}"],
		["application", "В \\{commission\\}", "адресата", "{commission}"],
		[
			"rejection-notice",
			"\\{coordinator\\.initials\\}",
			"имени того, кто подписывает",
			"{coordinator.initials}",
		],
	])("is refused in %s too: %s", async (id, words, what, tag) => {
		expect((await faultsOf(id, looking(words, "<w:vanish/>"))).join("\n")).toContain(
			`на бумаге не будет ${what}: метка ${tag} стоит в скрытом тексте`,
		)
	})

	it("may be in a row that is hidden or too low", async () => {
		for (const property of ["<w:hidden/>", '<w:trHeight w:val="1" w:hRule="exact"/>']) {
			const faults = await faultsOf("protocol", (xml) => {
				const row = rows(xml).find((one) => one.includes("{#signers}")) ?? ""
				const bare = row.replace(/<w:trPr>.*?<\/w:trPr>/s, "")
				return xml.replace(
					row,
					bare.replace(/<w:tr\b[^>]*>/, (tag) => `${tag}<w:trPr>${property}</w:trPr>`),
				)
			})
			expect(faults.join("\n")).toMatch(
				/на бумаге не будет имён тех, кто подписывает: метка .* строке таблицы/,
			)
		}
	})

	it("may be in a header of pages that this paper does not have, or in the file's properties", async () => {
		const moved = (part: string, xml: string) => async () => {
			const zip = new PizZip(
				await changedTemplate("order", instead(/от \{protocol.date\} №.\{protocol.number\}/, "")),
			)
			zip.file(part, xml)
			return (await inspectTemplate(documentForms.order, zip.generate({ type: "nodebuffer" }))).faults.join(
				"\n",
			)
		}
		const foot = new PizZip(await readTemplate("order")).file(FOOT)?.asText() ?? ""
		const inFoot = foot.replace("</w:p>", `${run("", "протокол № {protocol.number}")}</w:p>`)
		expect(inFoot).not.toBe(foot)
		expect(await moved(FOOT, inFoot)()).not.toContain("номера протокола")
		expect(await moved("word/footer9.xml", inFoot)()).toContain(
			"метка {protocol.number} стоит в колонтитуле, которого нет на первом листе",
		)
		const properties = new PizZip(await readTemplate("order")).file("docProps/core.xml")?.asText() ?? ""
		const inTitle = properties.replace(/<dc:title>[^<]*/, "<dc:title>{protocol.number}")
		expect(await moved("docProps/core.xml", inTitle)()).toContain(
			"в свойствах документа, которые не печатаются",
		)
	})
})

describe("a tag in a part that some papers do not have", () => {
	it.each<[DocumentFormId, string, string, string]>([
		[
			"withdrawal",
			"от {author.genitive},",
			"{#registration}от {author.genitive},{/registration}",
			"на бумаге не всегда будет имени заявителя: метка {author.genitive}",
		],
		[
			"notice",
			"{addressee.dative},",
			"{#schedule}{addressee.dative},{/schedule}",
			"на бумаге не всегда будет имени адресата",
		],
		["extract", "{protocol}", "{#city}{protocol}{/city}", "не всегда будет номера протокола"],
		[
			"application",
			"{teacher.initials}",
			"{#awards}{teacher.initials}{/awards}",
			"не всегда будет расшифровки подписи",
		],
	])("is refused: %s, %s", async (id, from, to, fault) => {
		const faults = await faultsOf(id, (xml) => xml.replace(from, to))
		expect(faults.join("\n")).toContain(fault)
		expect(faults.join("\n")).toContain("вынесите её из этой части")
	})

	it("is accepted if the other papers print it elsewhere", async () => {
		const faults = await faultsOf(
			"withdrawal",
			instead(
				"от {author.genitive},",
				"{#registration}от {author.genitive},{/registration}{^registration}от {author.genitive},{/registration}",
			),
		)
		expect(faults).toEqual([])
	})

	it("may be the signature line itself", async () => {
		const faults = await faultsOf("agenda", (xml) => {
			const table =
				/<w:tbl>(?:(?!<\/w:tbl>)[\s\S])*Секретарь аттестационной комиссии(?:(?!<\/w:tbl>)[\s\S])*<\/w:tbl>/.exec(
					xml,
				)?.[0] ?? ""
			const line = (text: string) => `<w:p>${run("", text)}</w:p>`
			return xml.replace(table, `${line("{#general}")}${table}${line("{/general}")}`)
		})
		expect(faults).toEqual([
			expect.stringContaining(
				"строка подписи «Секретарь аттестационной комиссии» печатается не в каждом документе",
			),
		])
	})
})
