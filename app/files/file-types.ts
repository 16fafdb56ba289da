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

// How a refusal names files that the system does not take, in Russian.

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

/** «фотография HEIC», «архив RAR», «файл XYZ»; null without an ending. */
export function nameOfType(extension: string): string | null {
	const ending = extension.toLowerCase()
	if (ending === "") return null
	const group = GROUPS.find(([, endings]) => endings.includes(ending))
	return NAMES.get(ending) ?? `${group?.[0] ?? "файл"} ${ending.toUpperCase()}`
}

/** What to set on a telephone that makes such photographs, so that the next one is taken. */
const PHONE_SETTINGS =
	"На iPhone откройте «Настройки», «Камера», «Форматы», выберите «Наиболее совместимые» и снимите снова. На Android отключите в настройках камеры формат HEIF."

/** What to do about a file of a type that is not taken. */
export const adviceOn = (found: string | null) =>
	found === HEIC ? PHONE_SETTINGS : "Сохраните документ в одном из этих видов и приложите снова."
