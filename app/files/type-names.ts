// How a refusal names files that the system does not take, in Russian.

const HEIC = "фотография HEIC"

const NAMES: Readonly<Record<string, string>> = {
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
}

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
	return NAMES[ending] ?? `${group?.[0] ?? "файл"} ${ending.toUpperCase()}`
}

/** What to set on a telephone that makes such photographs, so that the next one is taken. */
const PHONE_SETTINGS =
	"На iPhone откройте «Настройки», «Камера», «Форматы», выберите «Наиболее совместимые» и снимите снова. На Android отключите в настройках камеры формат HEIF."

/** What to do about a file of a type that is not taken. */
export const adviceOn = (found: string | null) =>
	found === HEIC ? PHONE_SETTINGS : "Сохраните документ в одном из этих видов и приложите снова."
