import type { Example } from "./crawl.ts"
import type { Sender } from "./people.ts"
import type { Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

/** A list of each cabinet that has lists with filters, as somebody has set it. */
const LISTS: Partial<Record<Sender, { login: string; list: string; query: string }>> = {
	school: { login: "school", list: "/school/teachers", query: "name=иванова" },
	municipal: { login: "municipal", list: "/municipality/registration", query: "show=clean" },
	expert: { login: "expert1", list: "/expert/attestation", query: "sort=name" },
	head: { login: "head", list: "/group", query: "q=иванова" },
	operator: { login: "operator", list: "/operator/applications", query: "sort=name" },
}
const BY = Object.keys(LISTS) as Sender[]

const listOf = (by: Sender) => {
	const found = LISTS[by]
	if (!found) throw new Error(`${by} has no lists`)
	return found
}
const pageOf = (list: string, query = "") => `/profile/views?${new URLSearchParams({ of: list, query })}`

const toSave = async (_scene: Scene, by: Sender): Promise<Example[]> => {
	const { login, list, query } = listOf(by)
	return [{ login, address: pageOf(list, query) }]
}
const saved = async (_scene: Scene, by: Sender): Promise<Example[]> => {
	const { login, list } = listOf(by)
	return [{ login, address: pageOf(list) }]
}

let number = 0

async function save(scene: Scene, by: Sender, more: Record<string, string> = {}): Promise<void> {
	const { login, list, query } = listOf(by)
	number += 1
	await scene.post(login, pageOf(list), { intent: "save", name: `Мой вид ${number}`, query, ...more })
}

/** One view is saved and deleted. */
async function saveAndDelete(scene: Scene, by: Sender): Promise<void> {
	await save(scene, by)
	const { login, list } = listOf(by)
	const page = (await scene.download(login, pageOf(list))).toString()
	const ids = [...page.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id)
	await scene.post(login, pageOf(list), { intent: "remove", id: ids.at(-1) ?? "" })
}

export const VIEW_ROWS: readonly FormRow[] = [
	{
		form: "profile_.views · save",
		by: BY,
		at: toSave,
		right: { name: FREE_TEXT },
		says: "сохранён",
	},
	{
		form: "profile_.views · rename",
		by: BY,
		prepare: save,
		at: saved,
		right: { name: FREE_TEXT },
		says: "Теперь вид называется",
	},
	{
		form: "profile_.views · open",
		by: BY,
		prepare: save,
		at: saved,
		right: {},
		says: "Список открывается с видом",
	},
	{
		form: "profile_.views · open-all",
		by: BY,
		prepare: (scene, by) => save(scene, by, { opening: "on" }),
		at: saved,
		right: {},
		says: "Список открывается целиком",
	},
	{
		form: "profile_.views · remove",
		by: BY,
		prepare: save,
		at: saved,
		right: {},
		says: "удалён",
	},
	{
		form: "profile_.views · restore",
		by: BY,
		prepare: saveAndDelete,
		at: saved,
		right: {},
		says: "возвращён",
	},
]
