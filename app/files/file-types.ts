export const PDF = "application/pdf"
export const JPEG = "image/jpeg"
export const PNG = "image/png"
/** Office scanners make it, with many pages in one file; it is taken and kept as a PDF, because browsers do not show it. */
export const TIFF = "image/tiff"
export const DOC = "application/msword"
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
export const ZIP = "application/zip"

/** The only types the system takes; the values of `accepts` in the list of document kinds. */
export type FileType =
	| typeof PDF
	| typeof JPEG
	| typeof PNG
	| typeof TIFF
	| typeof DOC
	| typeof DOCX
	| typeof ZIP

const EXTENSIONS: Readonly<Record<FileType, string>> = {
	[PDF]: "pdf",
	[DOCX]: "docx",
	[DOC]: "doc",
	[JPEG]: "jpg",
	[PNG]: "png",
	[TIFF]: "tif",
	[ZIP]: "zip",
}

export const FILE_TYPES = Object.keys(EXTENSIONS).filter(isFileType)

export function isFileType(type: string): type is FileType {
	return Object.hasOwn(EXTENSIONS, type)
}

/** The extension that tells a type to a person's computer, without the dot. */
export const extensionOf = (type: FileType) => EXTENSIONS[type]

/** «PDF, DOCX, JPG»: how a page or a refusal names what it takes. */
export const describeTypes = (accepts: readonly string[]) =>
	FILE_TYPES.filter((type) => accepts.includes(type))
		.map((type) => (type === TIFF ? "TIFF" : EXTENSIONS[type].toUpperCase()))
		.join(", ")

/** Endings that mean the same. */
const OTHER_ENDINGS: Readonly<Partial<Record<FileType, readonly string[]>>> = {
	[JPEG]: [".jpeg"],
	[TIFF]: [".tiff"],
}

/** For `<input accept>`: types and extensions, since some systems know a file by one and some by the other. */
export const acceptAttribute = (accepts: readonly string[]) =>
	FILE_TYPES.filter((type) => accepts.includes(type))
		.flatMap((type) => [type, `.${EXTENSIONS[type]}`, ...(OTHER_ENDINGS[type] ?? [])])
		.join(",")

/** Anything else is only ever offered for saving, so that nothing uploaded runs in our origin. */
export const mayRenderInline = (type: string) => type === PDF || type === JPEG || type === PNG
