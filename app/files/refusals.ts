import { describeTypes } from "./file-types.ts"
import { describeSize, MAX_ARCHIVE_ENTRIES, MAX_FILE_BYTES, MAX_UNPACKED_BYTES } from "./limits.ts"

/** A file is not taken; `message` is the Russian sentence for the person who sent it: what happened and what to do. */
export class FileRefusal extends Error {
	constructor(
		message: string,
		/** The name of the file that is at fault, as the person knows it. */
		readonly about: string,
	) {
		super(message)
		this.name = "FileRefusal"
	}
}

const refusal = (about: string, what: string, advice: string) => new FileRefusal(`${what} ${advice}`, about)

export const refuse = {
	empty: (name: string) =>
		refusal(
			name,
			`Файл «${name}» пуст.`,
			"Откройте его на своём компьютере, убедитесь, что в нём есть содержимое, и приложите снова.",
		),
	tooLarge: (name: string, limit = MAX_FILE_BYTES) =>
		refusal(
			name,
			`Файл «${name}» больше ${describeSize(limit)}.`,
			"Уменьшите качество скана или разделите документ на части и приложите снова.",
		),
	wrongType: (name: string, found: string | null, accepts: readonly string[]) =>
		refusal(
			name,
			found === null
				? `Не удалось узнать, что за файл «${name}»: принимаются ${describeTypes(accepts)}.`
				: `Файл «${name}» — это ${found}, а принимаются ${describeTypes(accepts)}.`,
			"Сохраните документ в одном из этих видов и приложите снова.",
		),
	broken: (name: string) =>
		refusal(
			name,
			`Файл «${name}» повреждён и не читается.`,
			"Откройте его на своём компьютере, сохраните заново и приложите ещё раз.",
		),
	encrypted: (name: string) =>
		refusal(
			name,
			`Файл «${name}» защищён паролем или запретами, комиссия не сможет его прочесть.`,
			"Снимите защиту, сохраните файл и приложите снова.",
		),
	macros: (name: string) =>
		refusal(
			name,
			`В документе «${name}» есть макросы, такие документы не принимаются.`,
			"Сохраните его как обычный документ Word (DOCX) или PDF и приложите снова.",
		),
	externalTemplate: (name: string) =>
		refusal(
			name,
			`Документ «${name}» подгружает шаблон из сети, такие документы не принимаются.`,
			"Сохраните его как PDF и приложите снова.",
		),
	activePdf: (name: string) =>
		refusal(
			name,
			`В файле PDF «${name}» есть встроенные программы (сценарии или запуск других файлов), такие файлы не принимаются.`,
			"Выведите документ на печать в PDF или отсканируйте его и приложите снова.",
		),
	hugeImage: (name: string) =>
		refusal(
			name,
			`Изображение «${name}» слишком велико по числу точек.`,
			"Отсканируйте лист с разрешением 300 точек на дюйм и приложите снова.",
		),
	emptyArchive: (name: string) =>
		refusal(name, `В архиве «${name}» нет файлов.`, "Добавьте в архив документы и приложите его снова."),
	unpacksTooLarge: (name: string) =>
		refusal(
			name,
			`Файл «${name}» при распаковке занимает больше ${describeSize(MAX_UNPACKED_BYTES)}.`,
			"Разделите документы на несколько архивов поменьше и приложите их.",
		),
	tooManyEntries: (name: string) =>
		refusal(
			name,
			`В архиве «${name}» больше ${MAX_ARCHIVE_ENTRIES.toLocaleString("ru-RU")} файлов.`,
			"Оставьте в нём только нужные документы и приложите снова.",
		),
	outsideFolder: (name: string) =>
		refusal(
			name,
			`В архиве «${name}» есть файлы, которые распаковались бы за пределы своей папки, или ссылки на другие файлы.`,
			"Создайте архив заново из самих документов и приложите снова.",
		),
	oddCompression: (name: string) =>
		refusal(
			name,
			`Архив «${name}» упакован способом, который система не читает.`,
			"Создайте обычный архив ZIP (в проводнике: «Отправить» — «Сжатая ZIP-папка») и приложите снова.",
		),
	nestedArchive: (name: string, entry: string) =>
		refusal(
			name,
			`В архиве «${name}» лежит ещё один архив «${entry}».`,
			"Положите документы прямо в один архив ZIP и приложите снова.",
		),
	inArchive: (name: string, reason: string) =>
		new FileRefusal(`В архиве «${name}»: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`, name),
}
