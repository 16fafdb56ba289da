import type { Example } from "./crawl.ts"
import { pdf } from "./papers.ts"
import type { Scene } from "./scene.ts"
import type { FormRow } from "./table.ts"

const LIST = "/municipality/entry"
const PAPER = {
	source: "paper",
	surname: "Бумажная",
	name: "Анна",
	patronymic: "Петровна",
	organisationId: { option: 1 },
	positionCode: "vospitatel",
	currentCategory: "none",
	claimedCategory: "first",
	attestationForm: "in_person",
	presence: "absent",
	procedure: "general",
}

/** One more application that a coordinator has just entered. @returns the address of its page */
async function enterOne(scene: Scene): Promise<string> {
	const page = (await scene.download("municipal", LIST)).toString()
	const [, organisationId = ""] = /<option value="([0-9a-f-]{36})"/.exec(page) ?? []
	// The rows before it entered applications of the same teacher.
	return scene.post("municipal", LIST, { ...PAPER, organisationId, another: "on" })
}
const entered = async (scene: Scene): Promise<Example[]> => [
	{ login: "municipal", address: await enterOne(scene) },
]

async function attach(scene: Scene, address: string, kind: string): Promise<void> {
	const file = pdf(`${kind}.pdf`)
	const { buffer, name, mimeType } = file
	const body = new File([new Uint8Array(buffer)], name, { type: mimeType })
	await scene.post("municipal", address, { event: "attachment.add", kind, file: body })
}

async function withFiles(scene: Scene): Promise<Example[]> {
	const address = await enterOne(scene)
	await attach(scene, address, "signed_application")
	await attach(scene, address, "results_annex")
	return [{ login: "municipal", address }]
}

/** The page behind a link that a coordinator has just made, for a guest or for a teacher. */
async function handedOver(scene: Scene, login: string): Promise<Example[]> {
	const address = await enterOne(scene)
	const { html } = await scene.follow("municipal", address, {
		method: "POST",
		body: new URLSearchParams({ intent: "link" }),
	})
	const [link = ""] = /\/take\/[\w-]+/.exec(html) ?? []
	return [{ login, address: link }]
}

export const ENTRY_ROWS: readonly FormRow[] = [
	{
		form: "municipality.entry._index · send",
		by: ["municipal"],
		right: PAPER,
		says: "Данные заявления внесены",
	},
	{
		form: "municipality.entry.$id · attachment.add (signed_application) +file",
		by: ["municipal"],
		at: entered,
		right: { file: pdf("Заявление.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "municipality.entry.$id · attachment.add (results_annex) +file",
		by: ["municipal"],
		at: entered,
		right: { file: pdf("Приложение.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "municipality.entry.$id · attachment.remove (of one document)",
		by: ["municipal"],
		at: withFiles,
		right: {},
		says: "Документ удалён",
	},
	{
		form: "municipality.entry.$id · application.receive",
		by: ["municipal"],
		at: withFiles,
		right: { source: "paper", receivedOn: "01.09.2026" },
		says: "Заявление передано на регистрацию",
	},
	{
		form: "municipality.entry.$id · entry.correct",
		by: ["municipal"],
		at: entered,
		right: { ...PAPER, surname: "Правильная" },
		says: "Внесённые данные исправлены",
	},
	{
		form: "municipality.entry.$id · form.discard",
		by: ["municipal"],
		at: entered,
		right: {},
		says: "Черновик удалён",
	},
	{
		form: "municipality.entry.$id · form.restore",
		by: ["municipal"],
		at: async (scene) => {
			const address = await enterOne(scene)
			await scene.post("municipal", address, { event: "form.discard" })
			return [{ login: "municipal", address }]
		},
		right: {},
		says: "Черновик возвращён",
	},
	{
		form: "municipality.entry.$id · link",
		by: ["municipal"],
		at: entered,
		right: {},
		says: "срабатывает один раз",
	},
	{
		form: "take.$token · new",
		by: ["guest"],
		at: (scene) => handedOver(scene, ""),
		right: {
			username: "bumazhnaya",
			password: "dolgij-parol-17",
			mobilePhone: "+7 913 000-00-77",
			email: "bumazhnaya@example.org",
			emailAgain: "bumazhnaya@example.org",
			consent: true,
		},
		says: "Заявление принято в Ваш кабинет",
		asAnother: true,
	},
	{
		form: "take.$token · take",
		by: ["teacher"],
		at: (scene) => handedOver(scene, "pedagog30"),
		// Whoever is signed in has another name than the paper.
		needs: ".alert--wait",
		right: {},
		says: "Заявление принято в Ваш кабинет",
	},
]
