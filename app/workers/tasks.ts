/**
 * What a worker can be asked for: by name, how to load the function that does it. Loading is not counted as working time, and
 * the process that answers requests knows the types alone: it never runs a parser on an uploaded file.
 */
export const tasks = {
	/** What a file is and whether it may be kept. */
	"file.inspect": async () =>
		(await import("#app/files/inspection/inspect-content.server.ts")).inspectContent,
	/** Unpacks an archive into a folder. */
	"archive.unpack": async () => (await import("#app/files/inspection/unpack-archive.server.ts")).unpackInto,
	/** A picture without metadata, upright and of sensible size. */
	"image.clean": async () => (await import("#app/files/inspection/image.server.ts")).cleanImageFile,
	/** A picture as a page of a PDF. */
	"image.page": async () => (await import("#app/files/inspection/image.server.ts")).renderPage,
	/** A PDF of such pages. */
	"images.join": async () => (await import("#app/files/inspection/image-pdf.server.ts")).pdfOfPages,
	/** A file as the next part of a long PDF. */
	"pdf.part": async () => (await import("#app/files/merging/pdf-part.server.ts")).pdfPart,
	/** Codes of every page of a PDF, of a paper with so many lines to sign. */
	"scan.read": async () => (await import("#app/scans/read-scan.server.ts")).readScanFile,
	/** The same pages in another order, upright. */
	"scan.arrange": async () => (await import("#app/scans/arrange-pages.server.ts")).arrangeFile,
	/** A page of a PDF, or a picture, as an image to look at. */
	"page.paint": async () => (await import("#app/files/pages/paint-page.server.ts")).paintPage,
	/** The rows of an XLSX or CSV file. */
	"table.read": async () => (await import("#app/files/tables/read-table.server.ts")).readTableFile,
	/** The lines of text on each page of a PDF. */
	"pdf.text": async () => (await import("#app/scans/pdf-text.server.ts")).readPdfText,
	/** A form with a long list, or with a template that somebody uploaded. */
	"form.fill": async () => (await import("#app/documents/fill-task.server.ts")).fillKnownForm,
	/** An uploaded template held against its form. */
	"template.check": async () =>
		(await import("#app/documents/template/inspect-template.server.ts")).checkKnownTemplate,
	/** A copy of an uploaded template without changes under review and without comments. */
	"template.accept": async () => (await import("#app/documents/template/revisions.ts")).acceptRevisions,
	/** A filled form page by page, for looking at. */
	"paper.sheets": async () => (await import("#app/documents/sheets/lay-out-sheets.ts")).layOutSheets,
	/** The words of a Word document: of a form that was filled here, or of one that came back. */
	"paper.read": async () => (await import("#app/documents/read-paper.ts")).readPaper,
}

type Loaders = typeof tasks
export type TaskName = keyof Loaders
export type Tasks = { [Name in TaskName]: Awaited<ReturnType<Loaders[Name]>> }

/** What goes to the worker, and what comes back: that the work begins, and how it ended. */
export interface Asked {
	id: number
	task: TaskName
	input: unknown
	/** Of the processor's time. */
	limitMs: number
}
export type Answered =
	| { id: number; begins: true }
	| { id: number; value: unknown }
	| { id: number; error: string }
