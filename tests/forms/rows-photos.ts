import type { Example } from "./crawl.ts"
import { sheetPhoto } from "./papers.ts"
import type { Sender } from "./people.ts"
import type { Scene } from "./scene.ts"
import type { FormRow } from "./table.ts"

const PAGE = "applications.$id.photos._index"
const BY: readonly Sender[] = ["teacher", "school"]
/** Experts photograph their conclusion. */
const ALL: readonly Sender[] = [...BY, "expert"]

/**
 * Pages of the application's own papers, which need nothing but their photographs. An expert's are of conclusions: the last
 * of those that no coordinator is about to accept, because other rows need these and the first.
 */
function places(scene: Scene, by: Sender): Example[] {
	const seen = scene.placesOf(`${PAGE} · phone`, by)
	if (by !== "expert") return seen.filter(({ address }) => !/evidence|conclusion/.test(address))
	const ready = scene.placesOf("municipality.attestation_.$id · conclusion.assess", "municipal")
	const isReady = (address: string) =>
		ready.some((one) => address.includes(one.address.split("/").at(-1) ?? ""))
	return seen.filter(({ address }) => address.includes("conclusion") && !isReady(address)).toReversed()
}

/** Two more pages, so that the order can be changed and something remains when one is removed. */
async function addTwo(scene: Scene, by: Sender): Promise<void> {
	for (const { login, address } of places(scene, by).slice(0, 1))
		for (const name of ["Лист 1.png", "Лист 2.png"]) {
			const { mimeType, buffer } = sheetPhoto(name)
			const file = new File([new Uint8Array(buffer)], name, { type: mimeType })
			await scene.post(login, address, { intent: "add", file })
		}
}

const onPages = (act: string, says: string, more: Partial<FormRow> = {}): FormRow => ({
	form: `${PAGE} · ${act}`,
	by: ALL,
	prepare: addTwo,
	at: async (scene, by) => places(scene, by),
	right: {},
	says,
	...more,
})

/** Photographs of the pages of one paper. The page on the phone has its own journey. */
export const PHOTO_ROWS: readonly FormRow[] = [
	{ form: `${PAGE} · phone`, by: ALL, right: {}, says: "Наведите камеру телефона" },
	{
		form: `${PAGE} · add +file`,
		by: ALL,
		right: { file: sheetPhoto("Страница.png") },
		says: "Добавлено: 1",
		plain: true,
	},
	onPages("turn", "Страница повёрнута"),
	onPages("down", "Порядок изменён"),
	onPages("up", "Порядок изменён"),
	onPages("remove", "Страница убрана"),
	onPages("photos.assemble/assemble", "Прикреплён документ", { by: BY }),
	onPages("photos.assemble/assemble", "Прикреплён документ", {
		of: "a conclusion",
		by: ["expert"],
		right: { verdict: "meets", complete: true },
	}),
]
