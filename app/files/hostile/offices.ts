import { deflateSync } from "node:zlib"
import type { Hostile } from "./pdfs.ts"
import { compound, docx, rawZip, relations } from "./test-files.ts"

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
const types = (more: string) =>
	`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${WORD}"/>${more}</Types>`
const body = (xml: string) =>
	docx({
		"word/document.xml": `<w:document xmlns:w="w" xmlns:v="v" xmlns:o="o" xmlns:r="r"><w:body>${xml}</w:body></w:document>`,
	})
/** A relation that leads out of the document, with a type that ends like this. */
const outwards = (
	type: string,
	target: string,
	file = "word/_rels/document.xml.rels",
	mode = 'TargetMode="External"',
) => docx({ [file]: relations(`<Relationship Id="r1" Type="http://x/${type}" Target="${target}" ${mode}/>`) })
const template = (target: string) => outwards("attachedTemplate", target, "word/_rels/settings.xml.rels")
const field = (...runs: string[]) =>
	body(
		`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${runs.map((run) => `<w:r><w:instrText>${run}</w:instrText></w:r>`).join("")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
	)
const workbook = (more: Readonly<Record<string, string>> = {}) =>
	rawZip(
		Object.entries({
			"[Content_Types].xml": `<Types><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>`,
			"xl/workbook.xml": "<workbook/>",
			...more,
		}).map(([name, content]) => ({ name, content })),
	)
const withWorkbook = (content: Uint8Array) =>
	docx({
		"[Content_Types].xml": types(
			'<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>',
		),
		"word/embeddings/a.xlsx": content,
	})

export const offices: readonly Hostile[] = [
	["a plain document", () => docx(), "taken"],
	["a link to the web", () => outwards("hyperlink", "https://example.org"), "taken"],
	["a link to a letter", () => outwards("hyperlink", "mailto:a@example.org"), "taken"],
	["the template of the author's computer", () => template("file:///C:\\Users\\a\\Normal.dotm"), "taken"],
	["a page number and a table of contents", () => field(" PAGE \\* MERGE", "FORMAT"), "taken"],
	["a chart with its numbers", () => withWorkbook(workbook()), "taken"],
	["a template of the web", () => template("https://example.org/a.dotm"), "outside"],
	["a template with a blank before it", () => template(" \t https://example.org/a.dotm"), "outside"],
	["a template in entities", () => template("&#104;ttp&#x3a;//example.org/a.dotm"), "outside"],
	["a template of another computer", () => template("\\\\host\\a.dotm"), "outside"],
	["a template without a scheme", () => template("//host/a.dotm"), "outside"],
	["a template of another computer as a file", () => template("file://host/a.dotm"), "outside"],
	["a template with four strokes", () => template("file:////host/a.dotm"), "outside"],
	["a template with five strokes", () => template("file://///host/a.dotm"), "outside"],
	["a template with percent signs", () => template("file:%2f%2f%2f%2fhost/a.dotm"), "outside"],
	["a template in a web archive", () => template("mhtml:https://example.org/a!x"), "outside"],
	["a template in small letters", () => outwards("ATTACHEDTEMPLATE", "HTTP://example.org/a"), "outside"],
	[
		"a template that does not say that it is outside",
		() => outwards("attachedTemplate", "http://example.org/a", "word/_rels/settings.xml.rels", ""),
		"outside",
	],
	["a picture of the web", () => outwards("image", "http://example.org/a.png"), "outside"],
	[
		"an object of the web",
		() => outwards("oleObject", "mhtml:http://example.org/a!x-usc:http://x"),
		"outside",
	],
	["a frame", () => outwards("frame", "http://example.org/a", "word/_rels/webSettings.xml.rels"), "outside"],
	[
		"a part of the header from outside",
		() => outwards("image", "\\\\host\\a.png", "word/_rels/header1.xml.rels"),
		"outside",
	],
	["a relation of the whole package", () => outwards("image", "http://x/a.png", "_rels/.rels"), "outside"],
	["a link to a file", () => outwards("hyperlink", "file:///C:/Windows/calc.exe"), "outside"],
	["a link that is a script", () => outwards("hyperlink", "java&#x0A;script:alert(1)"), "outside"],
	["a link that starts a program", () => outwards("hyperlink", "ms-msdt:/id"), "outside"],
	["letters of a serial letter", () => outwards("mailMergeSource", "file:///c:/a.mdb"), "outside"],
	[
		"a relation in another encoding",
		() =>
			docx({
				"word/_rels/document.xml.rels": Buffer.from(
					`\ufeff${relations('<Relationship Type="x/image" Target="http://x/a" TargetMode="External"/>')}`,
					"utf16le",
				),
			}),
		"outside",
	],
	["a field that calls a program", () => field(" DDEAUTO c:\\windows\\system32\\cmd.exe "), "outside"],
	["the same in pieces", () => field(" DD", "E", "AUTO cmd"), "outside"],
	["the same in entities", () => field("&#68;&#x44;E cmd"), "outside"],
	["the same as a simple field", () => body('<w:fldSimple w:instr=" dde cmd"/>'), "outside"],
	[
		"a field made of a field",
		() =>
			body(
				`<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 68 68 69</w:instrText><w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/>`,
			),
		"outside",
	],
	["a picture by a field", () => field('INCLUDEPICTURE "http://x/a.png"'), "outside"],
	["a text by a field", () => field('INCLUDETEXT "\\\\\\\\host\\\\a"'), "outside"],
	[
		"a field never closed",
		() => body('<w:fldChar w:fldCharType="begin"/><w:instrText>DDE a</w:instrText>'),
		"outside",
	],
	["a field nobody knows", () => field("FUTURE x"), "outside"],
	["a part in another format", () => body('<w:altChunk r:id="r1"/>'), "outside"],
	[
		"a part in another format by its relation",
		() =>
			docx({ "word/_rels/document.xml.rels": relations('<Relationship Type="x/aFChunk" Target="a.html"/>') }),
		"embedded",
	],
	["a drawing that fetches", () => body('<v:imagedata src="http://x/a.png"/>'), "outside"],
	["a drawing that fetches by another word", () => body('<v:imagedata o:href="//host/a.png"/>'), "outside"],
	[
		"a document type",
		() => docx({ "word/document.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' }),
		"documentType",
	],
	[
		"a thousand million laughs",
		() =>
			docx({
				"word/document.xml": `<!DOCTYPE a [<!ENTITY a "ha">${"bcdefghij"
					.split("")
					.map((one, at) => `<!ENTITY ${one} "${`&${"abcdefghi"[at]};`.repeat(10)}">`)
					.join("")}]><a>&j;</a>`,
			}),
		"documentType",
	],
	[
		"a drawing with a script",
		() =>
			docx({
				"[Content_Types].xml": types('<Default Extension="svg" ContentType="image/svg+xml"/>'),
				"word/media/a.svg": "<svg><script>1</script></svg>",
			}),
		"outside",
	],
	["an object", () => body("<w:object><o:OLEObject/></w:object>"), "embedded"],
	[
		"an object by its type",
		() =>
			docx({
				"[Content_Types].xml": types(
					'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>',
				),
				"word/embeddings/a.bin": "x",
			}),
		"embedded",
	],
	[
		"a control",
		() =>
			docx({
				"[Content_Types].xml": types(
					'<Default Extension="bin" ContentType="application/vnd.ms-office.activeX"/>',
				),
				"word/activeX/a.bin": "x",
			}),
		"embedded",
	],
	[
		"a control by its relation",
		() =>
			docx({
				"word/_rels/document.xml.rels": relations('<Relationship Type="x/control" Target="activeX/a.xml"/>'),
			}),
		"embedded",
	],
	["a program among the parts", () => docx({ "word/media/a.exe": "MZ" }), "embedded"],
	[
		"a relation nobody knows",
		() =>
			docx({ "word/_rels/document.xml.rels": relations('<Relationship Type="x/hologram" Target="a.xml"/>') }),
		"embedded",
	],
	["a workbook with macros", () => withWorkbook(workbook({ "xl/vbaProject.bin": "x" })), "macros"],
	[
		"a workbook that fetches",
		() =>
			withWorkbook(
				workbook({
					"xl/_rels/workbook.xml.rels": relations(
						'<Relationship Type="x/externalLinkPath" Target="http://x" TargetMode="External"/>',
					),
				}),
			),
		"outside",
	],
	[
		"macros by their type",
		() => docx({}, "application/vnd.ms-word.document.macroEnabled.main+xml"),
		"macros",
	],
	["macros by their name", () => docx({ "word/vbaProject.bin": "x" }), "macros"],
	[
		"macros by their relation",
		() =>
			docx({
				"word/_rels/document.xml.rels": relations(
					'<Relationship Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/>',
				),
			}),
		"macros",
	],
	[
		"macros under another name, in entities",
		() =>
			docx({
				"[Content_Types].xml": types(
					'<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vba&#80;roject"/>',
				),
			}),
		"macros",
	],
	["text that is not well formed", () => docx({ "word/document.xml": "<w:document><w:body>" }), "broken"],
	[
		"a part in an encoding of its own",
		() => docx({ "word/document.xml": '<?xml version="1.0" encoding="utf-7"?><a/>' }),
		"broken",
	],
	[
		"text that unpacks to 50 MB",
		() => docx({ "word/document.xml": `<a>${" ".repeat(50 << 20)}</a>` }),
		"tooComplex",
	],
	[
		"a picture that unpacks to 80 MB",
		() =>
			docx({
				"[Content_Types].xml": types('<Default Extension="png" ContentType="image/png"/>'),
				"word/media/a.png": Buffer.alloc(80 << 20),
			}),
		"unpacksTooLarge",
	],
	[
		"a directory that lies about a size",
		() =>
			rawZip([
				{ name: "[Content_Types].xml", content: types("") },
				{ name: "word/document.xml", content: deflateSync(Buffer.alloc(1000)), claimedSize: 10 },
			]),
		"broken",
	],
	[
		"two parts of one name",
		() =>
			rawZip([
				{ name: "[Content_Types].xml", content: types("") },
				{ name: "word/document.xml", content: "<a/>" },
				{ name: "WORD/document.xml", content: "<b/>" },
			]),
		"sameNames",
	],
	[
		"something between its parts",
		() =>
			rawZip([
				{ name: "[Content_Types].xml", content: types("") },
				{
					name: "word/document.xml",
					content: "<a/>",
					before: Buffer.from("<script>alert(1)</script> and more"),
				},
			]),
		"twofold",
	],
	[
		"a part of two names",
		() =>
			rawZip([
				{ name: "[Content_Types].xml", content: types("") },
				{ name: "word/document.xml", content: "<a/>", localName: "word/vbaProj.bin!" },
			]),
		"twofold",
	],
	["half of a document", () => docx().subarray(0, 300), "broken"],
	["an old document", () => compound(["WordDocument", "1Table"]), "taken"],
	[
		"an old document with macros",
		() => compound(["WordDocument"], { more: { "Macros/VBA/dir": "x" } }),
		"macros",
	],
	[
		"an old document with an object",
		() => compound(["WordDocument"], { more: { "ObjectPool/_1/\u0001Ole10Native": "x" } }),
		"embedded",
	],
	[
		"an old document with a field that calls a program",
		() => compound(["WordDocument"], { text: "\u0013 DDEAUTO cmd \u0015" }),
		"outside",
	],
	["an old document under a password", () => compound(["WordDocument"], { flags: 0x0100 }), "encrypted"],
	["a new document under a password", () => compound(["EncryptionInfo", "EncryptedPackage"]), "encrypted"],
	[
		"an old document with an archive behind it",
		() => Buffer.concat([compound(["WordDocument"]), rawZip([{ name: "a.exe", content: "MZ" }])]),
		"twofold",
	],
	["an old document cut off", () => compound(["WordDocument"]).subarray(0, 700), "broken"],
	[
		"an old document whose table runs in a circle",
		() => {
			const file = Buffer.from(compound(["WordDocument"]))
			file.writeUInt32LE(1, 0x44)
			file.writeUInt32LE(0xffff, 0x48)
			return file
		},
		"broken",
	],
]
