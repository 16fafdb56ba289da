import { lowerFirst } from "#app/utils/russian.ts"
import { adviceOn, describeTypes } from "./file-types.ts"
import {
	describeSize,
	MAX_ARCHIVE_ENTRIES,
	MAX_FILE_BYTES,
	MAX_JOINED_IMAGES,
	MAX_PDF_PAGES,
	MAX_TABLE_ROWS,
	MAX_UNPACKED_BYTES,
} from "./limits.ts"

/** A file is refused. `message` is the Russian sentence for its sender: what happened and what to do. */
export class FileRefusal extends Error {
	constructor(
		/** The kind of refusal for programs: the name of the function below that made it. */
		readonly code: RefusalCode,
		message: string,
		/** The name of the file at fault, as the person knows it. */
		readonly about: string,
		/** What happened, without the advice, for callers that give other advice. */
		readonly what: string = message,
	) {
		super(message)
		this.name = "FileRefusal"
	}
}

export type RefusalCode =
	| "empty"
	| "tooLarge"
	| "wrongType"
	| "broken"
	| "twofold"
	| "encrypted"
	| "macros"
	| "outside"
	| "documentType"
	| "embedded"
	| "activePdf"
	| "shellPdf"
	| "tooManyPages"
	| "hugeImage"
	| "oddTiff"
	| "manyTiffPages"
	| "tooComplex"
	| "busy"
	| "emptyArchive"
	| "unpacksTooLarge"
	| "tooManyEntries"
	| "outsideFolder"
	| "sameNames"
	| "oddCompression"
	| "nestedArchive"
	| "noTable"
	| "longTable"

const refusal = (code: RefusalCode, about: string, what: string, advice: string) =>
	new FileRefusal(code, `${what} ${advice}`, about, what)

const PHOTO = /\.(?:jpe?g|png|heic|heif|webp|dng)$/i
const TABLE = /\.(?:csv|tsv|xls[xmb]?|ods)$/i
/** Phone cameras set this as a number of megapixels, and each has a usual picture size. */
const SET_CAMERA =
	"В настройках камеры телефона выберите обычный размер снимка (12 Мп) и выключите режимы «Высокое разрешение», «50 Мп», «108 Мп», «200 Мп», «RAW», затем сфотографируйте лист снова и приложите."

const megapixels = (pixels: number) => Math.round(pixels / 1_000_000).toLocaleString("ru-RU")

export const refuse = {
	empty: (name: string) =>
		refusal(
			"empty",
			name,
			`Файл «${name}» пуст.`,
			"Откройте его на своём компьютере, убедитесь, что в нём есть содержимое, и приложите снова.",
		),
	tooLarge: (name: string, limit = MAX_FILE_BYTES) =>
		refusal(
			"tooLarge",
			name,
			`Файл «${name}» больше ${describeSize(limit)}.`,
			TABLE.test(name)
				? "Оставьте в таблице только строки и столбцы списка, сохраните её как CSV и загрузите снова."
				: PHOTO.test(name)
					? `Если это фотография: ${lowerFirst(SET_CAMERA)} Если это скан: отсканируйте лист с разрешением 300 точек на дюйм.`
					: "Отсканируйте документ с разрешением 300 точек на дюйм, в оттенках серого, или разделите его на части и приложите снова.",
		),
	wrongType: (name: string, found: string | null, accepts: readonly string[]) =>
		refusal(
			"wrongType",
			name,
			found === null
				? `Не удалось узнать, что за файл «${name}»: принимаются ${describeTypes(accepts)}.`
				: `Файл «${name}» — это ${found}, а принимаются ${describeTypes(accepts)}.`,
			adviceOn(found),
		),
	broken: (name: string) =>
		refusal(
			"broken",
			name,
			`Файл «${name}» повреждён и не читается.`,
			"Откройте его на своём компьютере, сохраните заново и приложите ещё раз.",
		),
	encrypted: (name: string) =>
		refusal(
			"encrypted",
			name,
			`Файл «${name}» защищён паролем или запретами, комиссия не сможет его прочесть.`,
			"Снимите защиту, сохраните файл и приложите снова.",
		),
	macros: (name: string) =>
		refusal(
			"macros",
			name,
			`В документе «${name}» есть макросы, такие документы не принимаются.`,
			"Сохраните его как обычный документ Word (DOCX) или PDF и приложите снова.",
		),
	outside: (name: string) =>
		refusal(
			"outside",
			name,
			`Документ «${name}» подгружает что-то из сети или с другого компьютера (шаблон, рисунок, данные), такие документы не принимаются.`,
			"Сохраните его как PDF и приложите снова.",
		),
	documentType: (name: string) =>
		refusal(
			"documentType",
			name,
			`Внутри документа «${name}» стоит объявление DOCTYPE, которого Word никогда не пишет: файл собран другой программой и может быть опасен, поэтому он не принимается.`,
			"Откройте его в Word или LibreOffice, сохраните заново как документ Word (DOCX) и приложите снова.",
		),
	embedded: (name: string) =>
		refusal(
			"embedded",
			name,
			`В файл «${name}» вложены другие файлы или объекты других программ, комиссия их не увидит, поэтому такие файлы не принимаются.`,
			"Сохраните документ как обычный PDF (печать в PDF), вложения приложите отдельно.",
		),
	twofold: (name: string) =>
		refusal(
			"twofold",
			name,
			`Файл «${name}» устроен как два разных файла сразу, поэтому он не принимается.`,
			"Откройте документ на своём компьютере, сохраните его заново и приложите снова.",
		),
	noTable: (name: string) =>
		refusal(
			"noTable",
			name,
			`Файл «${name}» — не таблица Excel и не CSV.`,
			"Откройте его в Excel, сохраните как книгу Excel (.xlsx) или CSV и загрузите снова.",
		),
	longTable: (name: string) =>
		refusal(
			"longTable",
			name,
			`В файле «${name}» больше ${MAX_TABLE_ROWS.toLocaleString("ru-RU")} строк.`,
			"Разделите таблицу на части и загрузите их по очереди.",
		),
	shellPdf: (name: string) =>
		refusal(
			"shellPdf",
			name,
			`Файл PDF «${name}» — только обложка: его содержание спрятано в динамической форме или во вложениях и откроется не у всех.`,
			"Выведите документ на печать в PDF и приложите снова.",
		),
	tooManyPages: (name: string) =>
		refusal(
			"tooManyPages",
			name,
			`В файле PDF «${name}» больше ${MAX_PDF_PAGES.toLocaleString("ru-RU")} страниц.`,
			"Разделите документ на части и приложите снова.",
		),
	tooComplex: (name: string) =>
		refusal(
			"tooComplex",
			name,
			`Файл «${name}» устроен так сложно, что проверить его не удалось.`,
			"Выведите документ на печать в PDF или отсканируйте его и приложите снова.",
		),
	busy: (name: string) =>
		refusal(
			"busy",
			name,
			`Файл «${name}» не проверен: сейчас проверяется слишком много файлов.`,
			"Приложите его снова через минуту.",
		),
	sameNames: (name: string) =>
		refusal(
			"sameNames",
			name,
			`В архиве «${name}» два файла с одним именем.`,
			"Создайте архив заново из самих документов и приложите снова.",
		),
	activePdf: (name: string) =>
		refusal(
			"activePdf",
			name,
			`В файле PDF «${name}» есть встроенные программы (сценарии или запуск других файлов), такие файлы не принимаются.`,
			"Выведите документ на печать в PDF или отсканируйте его и приложите снова.",
		),
	hugeImage: (name: string, pixels: number, limit: number) =>
		refusal(
			"hugeImage",
			name,
			`Изображение «${name}» слишком велико: в нём ${megapixels(pixels)} Мп, а система обрабатывает такие до ${megapixels(limit)} Мп.`,
			`Если это фотография: ${lowerFirst(SET_CAMERA)} Если это скан: отсканируйте лист с разрешением 300 точек на дюйм и приложите снова.`,
		),
	oddTiff: (name: string) =>
		refusal(
			"oddTiff",
			name,
			`Файл TIFF «${name}» повреждён или сжат способом, который система не читает.`,
			"Выберите в настройках сканера вид PDF или JPEG, отсканируйте лист снова и приложите.",
		),
	manyTiffPages: (name: string) =>
		refusal(
			"manyTiffPages",
			name,
			`В файле TIFF «${name}» больше ${MAX_JOINED_IMAGES} страниц.`,
			"Отсканируйте документ в PDF или разделите его на части и приложите снова.",
		),
	emptyArchive: (name: string) =>
		refusal(
			"emptyArchive",
			name,
			`В архиве «${name}» нет файлов.`,
			"Добавьте в архив документы и приложите его снова.",
		),
	unpacksTooLarge: (name: string) =>
		refusal(
			"unpacksTooLarge",
			name,
			`Файл «${name}» при распаковке занимает больше ${describeSize(MAX_UNPACKED_BYTES)}.`,
			"Разделите документы на несколько архивов поменьше и приложите их.",
		),
	tooManyEntries: (name: string) =>
		refusal(
			"tooManyEntries",
			name,
			`В архиве «${name}» больше ${MAX_ARCHIVE_ENTRIES.toLocaleString("ru-RU")} файлов.`,
			"Оставьте в нём только нужные документы и приложите снова.",
		),
	outsideFolder: (name: string) =>
		refusal(
			"outsideFolder",
			name,
			`В архиве «${name}» есть файлы, которые распаковались бы за пределы своей папки, или ссылки на другие файлы.`,
			"Создайте архив заново из самих документов и приложите снова.",
		),
	oddCompression: (name: string) =>
		refusal(
			"oddCompression",
			name,
			`Архив «${name}» упакован способом, который система не читает.`,
			"Создайте обычный архив ZIP (в проводнике: «Отправить» — «Сжатая ZIP-папка») и приложите снова.",
		),
	nestedArchive: (name: string, entry: string) =>
		refusal(
			"nestedArchive",
			name,
			`В архиве «${name}» лежит ещё один архив «${entry}».`,
			"Положите документы прямо в один архив ZIP и приложите снова.",
		),
	inArchive: (name: string, { code, message: reason }: { code: RefusalCode; message: string }) =>
		new FileRefusal(code, `В архиве «${name}»: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`, name),
}
