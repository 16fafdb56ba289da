import type { Example } from "./crawl.ts"
import { table } from "./papers.ts"
import type { Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

const referenceList = (list: string) => async (): Promise<Example[]> => [
	{ login: "operator", address: `/operator/reference/${list}` },
]

/** The pages of a list with the form of an entry open. */
const referenceEntry =
	(list: string, query = "") =>
	async (scene: Scene): Promise<Example[]> => {
		const page = (await scene.download("operator", `/operator/reference/${list}${query}`)).toString()
		return [...page.matchAll(/[?&](?:amp;)?edit=([0-9a-f-]{36})/g)].map(([, id]) => ({
			login: "operator",
			address: `/operator/reference/${list}?edit=${id}`,
		}))
	}

/** The page that says what a merger of two organisations would change. */
async function plannedMerger(scene: Scene): Promise<Example[]> {
	for (const { address } of await referenceEntry("organisations")(scene)) {
		const page = (await scene.download("operator", address)).toString()
		const choices = /<select[^>]*name="into".*?<\/select>/s.exec(page)?.[0] ?? ""
		const [, into] = /<option value="([0-9a-f-]{36})"/.exec(choices) ?? []
		if (into) return [{ login: "operator", address: `${address}&into=${into}` }]
	}
	return []
}

/** The page of a file that was read but not applied; its list names it. */
async function waitingImport(scene: Scene): Promise<Example[]> {
	const page = (await scene.download("operator", "/operator/reference/subjects")).toString()
	return [...page.matchAll(/\/operator\/reference\/imports\/[0-9a-f-]{36}/g)].map(([address]) => ({
		login: "operator",
		address,
	}))
}

/** A second file, so that the first one still waits. */
async function unwantedImport(scene: Scene): Promise<Example[]> {
	const { name, mimeType, buffer } = table(
		"Предмет;Родительный падеж;Группа\nсценография;сценографии;школьные предметы\n",
	)
	const file = new File([new Uint8Array(buffer)], name, { type: mimeType })
	const address = await scene.post("operator", "/operator/reference/subjects/import", {
		intent: "read",
		file,
	})
	return [{ login: "operator", address }]
}

/** Last of all, because people who work in a merged organisation work elsewhere afterwards. */
export const REFERENCE_ROWS: readonly FormRow[] = [
	{
		form: "operator.print._index · pdf",
		by: ["operator"],
		right: {},
		says: "Сканы:",
	},
	{
		form: "operator.reference_.$list._index · add",
		by: ["operator"],
		at: referenceList("subjects"),
		right: { nominative: "звукорежиссура", genitive: "звукорежиссуры", group: "additional" },
		says: "Запись добавлена",
	},
	{
		form: "operator.reference_.$list._index · change",
		by: ["operator"],
		at: referenceEntry("subjects"),
		right: { genitive: FREE_TEXT },
		says: "Запись изменена",
	},
	{
		form: "operator.reference_.$list._index · close",
		by: ["operator"],
		at: referenceEntry("subjects"),
		right: {},
		says: "Запись закрыта",
	},
	{
		form: "operator.reference_.$list._index · reopen",
		by: ["operator"],
		at: referenceEntry("subjects", "?show=closed"),
		right: {},
		says: "Запись снова можно выбрать",
	},
	{
		form: "operator.reference_.$list._index · merge",
		by: ["operator"],
		at: plannedMerger,
		right: {},
		says: "Организации объединены",
	},
	{
		form: "operator.reference_.$list._index · separate",
		by: ["operator"],
		at: referenceEntry("organisations", "?show=closed"),
		right: {},
		says: "Объединение отменено",
	},
	{
		form: "operator.reference_.$list.import · read +file",
		by: ["operator"],
		at: referenceList("subjects/import"),
		right: { file: table("Предмет;Родительный падеж;Группа\nриторика;риторики;школьные предметы\n") },
		says: "Что изменит файл",
	},
	{
		form: "operator.reference_.imports.$id · drop",
		by: ["operator"],
		at: unwantedImport,
		right: {},
		says: "не загружен: список остался прежним",
	},
	{
		form: "operator.reference_.imports.$id · apply",
		by: ["operator"],
		at: waitingImport,
		right: {},
		says: "Загружено из файла",
	},
]
