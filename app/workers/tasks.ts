/**
 * The tasks of a worker: for each name, how to load the function that does it. Loading does not count as working time. The
 * process that answers requests knows only the types, so it never runs a parser on an uploaded file.
 */
export const tasks = {
	/** What a file is, and whether it may be stored. */
	"file.inspect": async () =>
		(await import("#app/files/inspection/inspect-content.server.ts")).inspectContent,
	/** Unpacks an archive into a folder. */
	"archive.unpack": async () => (await import("#app/files/inspection/unpack-archive.server.ts")).unpackInto,
	/** Cleans a picture: without metadata, upright and of a sensible size. */
	"image.clean": async () => (await import("#app/files/inspection/image.server.ts")).cleanImageFile,
	/** Turns a picture into a page of a PDF. */
	"image.page": async () => (await import("#app/files/inspection/image.server.ts")).renderPage,
	/** Joins such pages into a PDF. */
	"images.join": async () => (await import("#app/files/inspection/image-pdf.server.ts")).pdfOfPages,
	/** Renumbers the pages of a file as the next part of a long PDF. */
	"pdf.part": async () => (await import("#app/files/merging/pdf-part.server.ts")).pdfPart,
	/** Reads the codes on every page of a PDF, for a paper with this many signature lines. */
	"scan.read": async () => (await import("#app/scans/read-scan.server.ts")).readScanFile,
	/** Reorders the pages and turns them upright. */
	"scan.arrange": async () => (await import("#app/scans/arrange-pages.server.ts")).arrangeFile,
	/** Draws a page of a PDF, or a picture, as an image for people. */
	"page.paint": async () => (await import("#app/files/pages/paint-page.server.ts")).paintPage,
	/** Reads the rows of an XLSX or CSV file. */
	"table.read": async () => (await import("#app/files/tables/read-table.server.ts")).readTableFile,
	/** Reads the lines of text on each page of a PDF. */
	"pdf.text": async () => (await import("#app/scans/pdf-text.server.ts")).readPdfText,
	/** Fills a form that has a long list, or a template that an operator uploaded. */
	"form.fill": async () => (await import("#app/documents/fill-task.server.ts")).fillKnownForm,
	/** Checks an uploaded template against its form. */
	"template.check": async () =>
		(await import("#app/documents/template/inspect-template.server.ts")).checkKnownTemplate,
	/** Makes a copy of an uploaded template without changes under review and without comments. */
	"template.accept": async () => (await import("#app/documents/template/revisions.ts")).acceptRevisions,
	/** Lays out a filled form page by page, for viewing. */
	"paper.sheets": async () => (await import("#app/documents/sheets/lay-out-sheets.ts")).layOutSheets,
	/** Reads the words of a Word document that was filled here or uploaded. */
	"paper.read": async () => (await import("#app/documents/read-paper.ts")).readPaper,
}

type Loaders = typeof tasks
export type TaskName = keyof Loaders
export type Tasks = { [Name in TaskName]: Awaited<ReturnType<Loaders[Name]>> }

/** The messages between pool and worker: the task, the beginning of the work and its result. */
export interface Asked {
	id: number
	task: TaskName
	input: unknown
	/** Milliseconds of processor time. */
	limitMs: number
}
export type Answered =
	| { id: number; begins: true }
	| { id: number; value: unknown }
	| { id: number; error: string }
