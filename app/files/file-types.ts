export const PDF = "application/pdf"
export const JPEG = "image/jpeg"
export const PNG = "image/png"
/** Office scanners produce it, with many pages in one file. It is stored as a PDF, because browsers do not show it. */
export const TIFF = "image/tiff"
export const DOC = "application/msword"
export const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
export const ZIP = "application/zip"

/** The only types that the system accepts; the values of `accepts` in the list of document kinds. */
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

/** The extension of a type, without the dot. */
export const extensionOf = (type: FileType) => EXTENSIONS[type]

/** «PDF, DOCX, JPG»: the accepted types, as a page or a refusal names them. */
export const describeTypes = (accepts: readonly string[]) =>
	FILE_TYPES.filter((type) => accepts.includes(type))
		.map((type) => (type === TIFF ? "TIFF" : EXTENSIONS[type].toUpperCase()))
		.join(", ")

/** Other extensions for the same type. */
const OTHER_ENDINGS: Readonly<Partial<Record<FileType, readonly string[]>>> = {
	[JPEG]: [".jpeg"],
	[TIFF]: [".tiff"],
}

/** For `<input accept>`: both types and extensions, because systems differ in which they know. */
export const acceptAttribute = (accepts: readonly string[]) =>
	FILE_TYPES.filter((type) => accepts.includes(type))
		.flatMap((type) => [type, `.${EXTENSIONS[type]}`, ...(OTHER_ENDINGS[type] ?? [])])
		.join(",")

/** What a camera makes and the system can turn and join. */
export const PHOTOS: readonly string[] = [JPEG, PNG]

/** Any other type is only offered for saving, so that nothing uploaded runs in our origin. */
export const mayRenderInline = (type: string) => type === PDF || type === JPEG || type === PNG

// The Russian names of types that the system does not accept, for refusals.

const HEIC = "фотография HEIC"

const NAMES: ReadonlyMap<string, string> = new Map(
	Object.entries({
		heic: HEIC,
		heif: HEIC,
		rtf: "документ RTF",
		odt: "документ OpenDocument",
		pages: "документ Pages",
		txt: "текстовый файл",
		html: "веб-страница",
		htm: "веб-страница",
		mhtml: "веб-страница",
		xls: "таблица Excel",
		xlsx: "таблица Excel",
		csv: "таблица CSV",
		ppt: "презентация PowerPoint",
		pptx: "презентация PowerPoint",
		djvu: "книга DjVu",
		exe: "программа Windows",
		elf: "программа Linux",
		lnk: "ярлык, а не сам файл",
	}),
)

const GROUPS: readonly [string, readonly string[]][] = [
	["архив", ["rar", "7z", "gz", "tar", "bz2", "xz", "cab", "lz", "zst"]],
	["рисунок", ["gif", "webp", "bmp", "svg", "ico", "psd", "avif", "jxl", "cdr"]],
	["видео", ["mp4", "mov", "avi", "mkv", "webm", "3gp", "mpg", "wmv"]],
	["звукозапись", ["mp3", "m4a", "wav", "ogg", "amr", "aac", "flac", "opus"]],
]

/** «фотография HEIC», «архив RAR», «файл XYZ», or null without an extension. */
export function nameOfType(extension: string): string | null {
	const ending = extension.toLowerCase()
	if (ending === "") return null
	const group = GROUPS.find(([, endings]) => endings.includes(ending))
	return NAMES.get(ending) ?? `${group?.[0] ?? "файл"} ${ending.toUpperCase()}`
}

/** How to set a phone that takes such photographs, so that the next one is accepted. */
const PHONE_SETTINGS =
	"На iPhone откройте «Настройки», «Камера», «Форматы», выберите «Наиболее совместимые» и снимите снова. На Android отключите в настройках камеры формат HEIF."

/** What to do about a file of a type that is not accepted. */
export const adviceOn = (found: string | null) =>
	found === HEIC ? PHONE_SETTINGS : "Сохраните документ в одном из этих видов и приложите снова."
