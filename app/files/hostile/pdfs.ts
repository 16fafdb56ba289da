import { deflateSync } from "node:zlib"
import type { RefusalCode } from "../refusals.ts"
import { markEncrypted, pdf, pdfBomb, rawZip } from "./test-files.ts"

/** How to make the file, and the expected result: a kind of refusal, or acceptance. */
export type Hostile = readonly [
	what: string,
	make: () => Promise<Uint8Array> | Uint8Array,
	expected: RefusalCode | "taken",
]

const latin = (text: string) => Buffer.from(text, "latin1")

interface Parts {
	/** Additions to the catalog and to the page, and further objects (from number 10). */
	catalog?: string
	page?: string
	objects?: string
	trailer?: string
	head?: string
	tail?: string
	pages?: string
}

/** A PDF written by hand, so that any notation is possible. */
export function handmade({
	catalog = "",
	page = "",
	objects = "",
	trailer = "",
	head = "",
	tail = "",
	pages = "",
}: Parts = {}): Buffer {
	return latin(
		`${head}%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R ${catalog}>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R ${pages}]/Count ${1 + (pages.match(/R/g)?.length ?? 0)}>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R ${page}>>\nendobj\n4 0 obj\n<</Length 44>>\nstream\n0 0 m 100 100 l S 0 0 m 200 100 l S 0 0 m  \nendstream\nendobj\n${objects}\ntrailer\n<</Root 1 0 R ${trailer}>>\nstartxref\n0\n%%EOF\n${tail}`,
	)
}
const object = (body: string, number = 10) => `${number} 0 obj\n${body}\nendobj\n`
const stream = (content: string | Buffer, dict = "", number = 10) =>
	object(
		`<</Length ${Buffer.byteLength(content)} ${dict}>>\nstream\n${content.toString("latin1")}\nendstream`,
		number,
	)
/** An object that the file contains inside a compressed stream. */
const packed = (body: string) => {
	const content = deflateSync(latin(`20 0 ${body}`)).toString("latin1")
	return object(
		`<</Type/ObjStm/N 1/First 5/Filter/FlateDecode/Length ${content.length}>>\nstream\n${content}\nendstream`,
	)
}
const annotation = (body: string) => handmade({ page: `/Annots[<</Type/Annot/Rect[0 0 9 9] ${body}>>]` })
const action = (body: string) => handmade({ catalog: `/OpenAction<<${body}>>` })
const page = (contents: string) =>
	handmade({ page: "", objects: "" }).toString("latin1").replace("/Contents 4 0 R", contents)

const sharedPages = (count: number, content: string) =>
	handmade({
		pages: Array.from({ length: count }, (_, index) => `${100 + index} 0 R`).join(" "),
		objects:
			stream(content, "", 50) +
			Array.from({ length: count }, (_, index) =>
				object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 50 0 R>>", 100 + index),
			).join(""),
	})

export const pdfs: readonly Hostile[] = [
	["a plain page", () => handmade(), "taken"],
	["white space before the header", () => handmade({ head: "\r\n\0 " }), "taken"],
	["a link to the web", () => annotation("/Subtype/Link/A<</S/URI/URI(https://example.org/a)>>"), "taken"],
	["a link to a page", () => annotation("/Subtype/Link/A<</S/GoTo/D[3 0 R/Fit]>>"), "taken"],
	["a form to fill in", () => annotation("/Subtype/Widget/FT/Tx/T(a)"), "taken"],
	["a signature", () => annotation("/Subtype/Widget/FT/Sig/T(a)/V<</Type/Sig/Contents<00>>>"), "taken"],
	[
		"tagged text",
		() => handmade({ catalog: "/StructTreeRoot<</K<</S/P/A<</O/Layout/TextAlign/Center>>>>>>" }),
		"taken",
	],
	[
		"words about scripts in its title",
		() => handmade({ trailer: "/Info<</Title(HTML/JavaScript /Launch)>>" }),
		"taken",
	],
	["a script on opening", () => action("/S/JavaScript/JS(app.alert(1))"), "activePdf"],
	["a script, its name in hexadecimal", () => action("/S/J#61vaScript/#4aS(x)"), "activePdf"],
	["a script, its name in small hexadecimal", () => action("/S/#4aavaScript/J#53(x)"), "activePdf"],
	[
		"a script in an object of its own",
		() => handmade({ catalog: "/OpenAction 10 0 R", objects: object("<</S/JavaScript/JS(x)>>") }),
		"activePdf",
	],
	[
		"a script in a packed object",
		() => handmade({ catalog: "/OpenAction 20 0 R", objects: packed("<</S/JavaScript/JS(x)>>") }),
		"activePdf",
	],
	[
		"a script under a name of its own",
		() => handmade({ catalog: "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>" }),
		"activePdf",
	],
	["a script when a page opens", () => handmade({ page: "/AA<</O<</S/JavaScript/JS(x)>>>>" }), "activePdf"],
	[
		"a script in a field",
		() => annotation("/Subtype/Widget/FT/Tx/AA<</K<</S/JavaScript/JS(x)>>>>"),
		"activePdf",
	],
	[
		"a script behind a link",
		() => annotation("/Subtype/Link/A<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>"),
		"activePdf",
	],
	[
		"a script in a bookmark",
		() => handmade({ catalog: "/Outlines<</First<</Title(a)/A<</S/JavaScript/JS(x)>>>>>>" }),
		"activePdf",
	],
	["a script in a rendition", () => annotation("/Subtype/Screen/A<</S/Rendition/JS(x)>>"), "activePdf"],
	["a script nobody reaches", () => handmade({ objects: object("<</S/JavaScript/JS(x)>>") }), "activePdf"],
	[
		"a script as a stream",
		() => handmade({ objects: stream("app.alert(1)") + object("<</JS 10 0 R>>", 11) }),
		"activePdf",
	],
	["a program to start", () => action("/S/Launch/F(cmd.exe)"), "activePdf"],
	["a program for Windows", () => action("/S/L#61unch/Win<</F(cmd.exe)>>"), "activePdf"],
	[
		"a form that is sent away",
		() => annotation("/Subtype/Widget/FT/Btn/A<</S/SubmitForm/F(http://x)>>"),
		"activePdf",
	],
	["data that is imported", () => action("/S/ImportData/F(a.fdf)"), "activePdf"],
	["a film", () => annotation("/Subtype/Movie/Movie<<>>"), "activePdf"],
	["a sound", () => annotation("/Subtype/Sound"), "activePdf"],
	["rich media", () => annotation("/Subtype/RichMedia/RichMediaContent<<>>"), "activePdf"],
	["three dimensions", () => annotation("/Subtype/3D/3DD 4 0 R"), "activePdf"],
	["an action nobody knows", () => action("/S/FutureAction"), "activePdf"],
	["an annotation nobody knows", () => annotation("/Subtype/Hologram"), "activePdf"],
	["a command of the menu", () => action("/S/Named/N/SaveAs"), "activePdf"],
	[
		"a drawing that is a program",
		() => handmade({ objects: stream("{}", "/Type/XObject/Subtype/PS") }),
		"activePdf",
	],
	[
		"a script in an object that does not parse",
		() => handmade({ objects: object("<</S/JavaScript/JS(x)/K[1 2") }),
		"activePdf",
	],
	["another document to open", () => action("/S/GoToR/F(\\\\\\\\host\\\\a.pdf)/D[0/Fit]"), "outside"],
	[
		"an address that is a script",
		() => annotation("/Subtype/Link/A<</S/URI/URI(java\\nscript:alert)>>"),
		"outside",
	],
	[
		"an address of another computer",
		() => annotation("/Subtype/Link/A<</S/URI/URI(file://host/a)>>"),
		"outside",
	],
	["an address without a scheme", () => annotation("/Subtype/Link/A<</S/URI/URI(//host/a)>>"), "outside"],
	["bytes that lie in another file", () => handmade({ objects: stream("", "/F(http://host/a)") }), "outside"],
	[
		"an attachment",
		() =>
			handmade({
				catalog: "/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>",
				objects: object("<</EF<</F 4 0 R>>/F(a.exe)>>"),
			}),
		"embedded",
	],
	["an attachment pinned to a page", () => annotation("/Subtype/FileAttachment"), "embedded"],
	["a document inside it to go to", () => action("/S/GoToE/T<<>>"), "embedded"],
	[
		"a form drawn by a program («please wait»)",
		() => handmade({ catalog: "/AcroForm<</XFA 4 0 R/Fields[]>>" }),
		"shellPdf",
	],
	[
		"such a form in pieces, its name hidden",
		() => handmade({ catalog: "/AcroForm<</#58FA[(a)4 0 R]/Fields[]>>" }),
		"shellPdf",
	],
	["a page to be drawn later", () => handmade({ catalog: "/NeedsRendering true" }), "shellPdf"],
	[
		"a portfolio behind a cover",
		() => handmade({ catalog: "/Collection<</View/D>>/Names<</EmbeddedFiles<</Names[]>>>>" }),
		"shellPdf",
	],
	["a password", () => pdf(["text"], markEncrypted), "encrypted"],
	[
		"a password in a trailer of its own",
		() => handmade({ trailer: "/Encrypt<</Filter/Standard/V 2/R 3>>" }),
		"encrypted",
	],
	[
		"batch lines before the header",
		() => handmade({ head: "@echo off\r\nstart calc.exe\r\nexit\r\n" }),
		"twofold",
	],
	[
		"a page of HTML before the header",
		() => handmade({ head: "<html><script>alert(1)</script>" }),
		"twofold",
	],
	["a program of Windows before the header", () => handmade({ head: "MZ\x90\0" }), "twofold"],
	["a picture before the header", () => handmade({ head: "\xff\xd8\xff\xe0\0\x10JFIF\0" }), "twofold"],
	["a script behind the end", () => handmade({ tail: "<script>alert(1)</script>" }), "twofold"],
	[
		"an archive behind the end",
		() => Buffer.concat([handmade(), rawZip([{ name: "a.exe", content: "MZ" }])]),
		"twofold",
	],
	[
		"an archive and one more end",
		() => Buffer.concat([handmade(), rawZip([{ name: "a.exe", content: "MZ" }]), latin("\n%%EOF\n")]),
		"twofold",
	],
	[
		"an object hidden in a stream",
		() => handmade({ objects: stream("12 0 obj <</S/JavaScript/JS(x)>> endobj") }),
		"twofold",
	],
	[
		"no pages",
		() => latin("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF"),
		"broken",
	],
	[
		"pages that lead back into themselves",
		() =>
			latin(
				"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF",
			),
		"broken",
	],
	["half of a file", async () => (await pdf(["text", "scan"])).subarray(0, 600), "broken"],
	["a file without its end", async () => (await pdf(["text"])).subarray(0, -40), "broken"],
	["nothing but the header", () => latin("%PDF-1.7\n%%EOF"), "broken"],
	["brackets a hundred thousand deep", () => handmade({ objects: object("[".repeat(100_000)) }), "broken"],
	[
		"dictionaries a hundred thousand deep, which nothing refers to",
		() => handmade({ objects: object("<</A".repeat(100_000)) }),
		"taken",
	],
	[
		"a stream that unpacks to 300 MB",
		() => pdfBomb(deflateSync(Buffer.alloc(300 << 20)), "ObjStm"),
		"tooComplex",
	],
	["two thousand pages", () => sharedPages(2000, "0 0 m S"), "tooManyPages"],
	[
		"a content of brackets without end",
		() => latin(page(`/Contents 10 0 R`).replace("trailer", `${stream("\\(".repeat(200_000))}trailer`)),
		"taken",
	],
	[
		"a content of opening brackets",
		() => latin(page("/Contents 10 0 R").replace("trailer", `${stream("(".repeat(300_000))}trailer`)),
		"taken",
	],
	["forty pages that share a content", () => sharedPages(40, "\\(".repeat(100_000)), "taken"],
	["nine hundred pages", () => sharedPages(900, "0 0 m 1 1 l S"), "taken"],
	["a scan", () => pdf(["scan"]), "taken"],
]
