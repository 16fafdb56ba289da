import pg from "pg"
import PizZip from "pizzip"
import { expect } from "vitest"
import { formsKey } from "#app/documents/declension/forms-key.ts"
import { PATIENCE } from "../setup/patience.ts"
import type { Example } from "./crawl.ts"
import { SIGNED_CONCLUSION } from "./papers.ts"
import { TEACHERS } from "./people.ts"
import { fillPlainly, openPlainly, sendPlainly } from "./plain.ts"
import { NAME_IN_CASES } from "./rows-teacher.ts"
import type { Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** The template in force, uploaded as the next version. */
async function templateAgain(scene: Scene) {
	const buffer = await scene.download("operator", "/operator/templates/application/0/template.docx")
	return { note: FREE_TEXT, file: { name: "Шаблон.docx", mimeType: WORD, buffer } }
}

/** A template with a change under review, as a colleague of the operator would send it back, uploaded as the next version. */
async function uploadUnderReview(scene: Scene) {
	const zip = new PizZip(await scene.download("operator", "/operator/templates/withdrawal/0/template.docx"))
	const body = zip.file("word/document.xml")?.asText() ?? ""
	const change = '<w:ins w:id="901" w:author="Коллега"><w:r><w:t>!</w:t></w:r></w:ins>'
	zip.file("word/document.xml", body.replace("<w:r><w:t", `${change}<w:r><w:t`))
	const address = "/operator/templates/withdrawal"
	const opened = await openPlainly(scene, "operator.templates.$form._index · send +file", {
		login: "operator",
		address,
	})
	const buffer = zip.generate({ type: "nodebuffer" })
	await fillPlainly(opened, { note: FREE_TEXT })
	await sendPlainly(scene, "operator", opened, { file: { name: "Шаблон.docx", mimeType: WORD, buffer } })
}

/** Another operator proposes a move by hand, to be settled by the first one. */
async function proposeAgain(scene: Scene) {
	for (const { address } of scene.placesOf("operator.repair.$subject.$id · propose", "operator")) {
		const page = (await scene.download("operator2", address)).toString()
		const version = /name="version" value="(\d+)"/.exec(page)?.[1] ?? ""
		const to = /name="to" value="([^"]+)"/.exec(page)?.[1] ?? ""
		await scene.post("operator2", address, { intent: "propose", version, to, reason: "Ошибка переноса" })
	}
}

/** A teacher corrects how their name is declined. */
async function correctName(scene: Scene) {
	const key = "profile · cases"
	const profiles = TEACHERS.map((login) => ({ login, address: "/profile" }))
	const at = await scene.where(key, profiles)
	if (!at) throw new Error("no teacher is asked how their name is declined")
	const opened = await openPlainly(scene, key, at)
	const shown = await opened.form.evaluate(
		(form) => Object.fromEntries(new FormData(form as HTMLFormElement)) as Record<string, string>,
	)
	// An unusual form of a name is questioned once. The teacher has seen the question and confirms.
	const typed = { ...shown, ...NAME_IN_CASES }
	await fillPlainly(opened, { ...NAME_IN_CASES, seen: formsKey(typed) })
	await sendPlainly(scene, at.login, opened)
}

const here =
	(login: string, ...addresses: string[]) =>
	async (): Promise<Example[]> =>
		addresses.map((address) => ({ login, address }))

/** A person requests an act on several subjects from the page that offers it. @returns the page that shows what it would do */
async function previewed(
	scene: Scene,
	login: string,
	form: string,
	fields: Record<string, string>,
): Promise<Example> {
	const [{ address } = { address: "" }] = scene.placesOf(
		form,
		login === "operator" ? "operator" : "municipal",
	)
	const page = (await scene.download(login, address)).toString()
	const known = ["scheduleId", "periodId"].flatMap((name): [string, string][] => {
		const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1]
		return value ? [[name, value]] : []
	})
	const to = await scene.post(login, address, { ...Object.fromEntries(known.slice(-1)), ...fields })
	return { login, address: to }
}

/** A sitting whose day has come, without anything else. */
const heldSitting = async (scene: Scene): Promise<Example[]> => [
	{
		login: "operator",
		address: await scene.post("operator", "/operator/sittings", { heldOn: "01.09.2026" }),
	},
]

/** Brings a simplified application back to the state in which the operator admits it. */
async function returnSimplified(scene: Scene) {
	for (const { address } of scene.placesOf("operator.applications.$id · application.admit", "operator"))
		await scene
			.post("operator", `${address.replace("/operator", "")}/events`, {
				event: "conclusion.return",
				remark: "Проверить",
			})
			.catch(() => undefined)
}

const accessOf = (intent: "block" | "unblock") => (scene: Scene) =>
	scene.post("operator", "/operator/users", { intent, username: "municipal3", reason: "Отпуск" })

/** Blocks the only coordinator of a municipality, so that an operator acts instead. */
async function withoutCoordinator(scene: Scene) {
	await accessOf("block")(scene)
}

async function coordinatorReturns(scene: Scene) {
	await accessOf("unblock")(scene)
}

/** The server's clock has moved by two days, so deadlines wait until an operator confirms the time. */
/** While the journal is checked, the page says so instead of offering the button. */
async function checkHasEnded(scene: Scene) {
	const page = async () => (await scene.request("operator", "/operator/replay")).text()
	await expect.poll(page, PATIENCE).not.toContain("Сверка идёт")
}

async function doubtClock(scene: Scene) {
	const database = new pg.Client({ connectionString: scene.server.databaseUrl })
	await database.connect()
	try {
		await database.query(
			`INSERT INTO "Setting" ("key", "value", "updatedAt") VALUES ('deadlines.clock', $1, now())
			ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value"`,
			[{ believed: "2026-08-31T02:00:00.000Z", doubted: "2026-09-02T02:00:00.000Z" }],
		)
	} finally {
		await database.end()
	}
}

/** Open schedules keep a last day that differs from the rules. */
async function shortenSchedules(scene: Scene) {
	const database = new pg.Client({ connectionString: scene.server.databaseUrl })
	await database.connect()
	try {
		await database.query(`UPDATE "Schedule" SET "closesOn" = '2027-02-05' WHERE "periodId" = '2027-03'`)
	} finally {
		await database.end()
	}
}

/** The scheduling pages of that municipality, and others where the operator may not assign. */
async function standInPages(scene: Scene): Promise<Example[]> {
	const list = await scene.download("operator", "/operator/applications?municipality=kolpashevsky")
	const ids = [...list.toString().matchAll(/\/operator\/applications\/([0-9a-f-]{36})"/g)]
	return ids.map(([, id]) => ({ login: "operator", address: `/operator/scheduling/${id}` }))
}

export const OPERATOR_ROWS: readonly FormRow[] = [
	{
		form: "operator.scheduling.$id · schedule.assign",
		by: ["operator"],
		prepare: withoutCoordinator,
		at: standInPages,
		needs: "button[form=assignment]",
		right: {},
		says: "Назначен период аттестации",
	},
	{
		form: "operator.scheduling.$id · schedule.clear",
		by: ["operator"],
		at: standInPages,
		right: {},
		says: "Период аттестации снят",
	},
	{
		form: "operator.applications.$id · conclusion.proceed",
		by: ["operator"],
		prepare: coordinatorReturns,
		right: { reason: FREE_TEXT },
		says: "Заключение передано дальше без подписи педагога",
	},
	{
		form: "operator.applications.$id · conclusion.attach +file",
		by: ["operator"],
		right: SIGNED_CONCLUSION,
		says: "Прикреплено итоговое заключение",
		plain: true,
	},
	// This form only shows which conclusions would be accepted. The rows below accept them one by one.
	{
		form: "operator.conclusions · accept",
		by: ["operator"],
		right: { id: true },
		says: "Принять итоговые заключения",
		short: true,
	},
	{
		form: "operator.applications.$id · conclusion.replace +file",
		by: ["operator"],
		right: SIGNED_CONCLUSION,
		says: "Итоговое заключение заменено",
		plain: true,
	},
	{
		form: "operator.applications.$id · conclusion.assess",
		by: ["operator"],
		at: async (scene) =>
			scene
				.placesOf("operator.applications.$id · conclusion.attach +file", "operator")
				.concat(scene.placesOf("operator.applications.$id · conclusion.replace +file", "operator")),
		right: { verdict: "meets", complete: true },
		says: "Итоговое заключение принято",
	},
	{
		form: "operator.conclusions_.$id · conclusion.assess",
		by: ["operator"],
		right: { verdict: "meets", complete: true },
		says: "Итоговое заключение принято",
	},
	{
		form: "operator.conclusions · conclusion.assess",
		by: ["operator"],
		at: here("operator", "/operator/conclusions", "/operator/conclusions?show=to-assess"),
		right: { verdict: "meets", complete: true },
		says: "Итоговое заключение принято",
	},
	// These two forms only show which applications are concerned. The next one admits them.
	{
		form: "operator.sittings.$id · admit",
		by: ["operator"],
		at: heldSitting,
		right: { id: true },
		says: "Передать комиссии заявления упрощённой формы",
		short: true,
	},
	{
		form: "operator.conclusions · admit",
		by: ["operator"],
		right: { id: true },
		says: "Передать комиссии заявления упрощённой формы",
		short: true,
	},
	{
		form: "operator.sittings.$id · application.admit",
		by: ["operator"],
		at: heldSitting,
		right: {},
		says: "Заявление передано на рассмотрение комиссии",
	},
	{
		form: "operator.conclusions · application.admit",
		by: ["operator"],
		prepare: returnSimplified,
		right: {},
		says: "Заявление передано на рассмотрение комиссии",
	},
	{
		form: "operator.applications.$id · application.admit",
		by: ["operator"],
		prepare: returnSimplified,
		right: {},
		says: "Заявление передано на рассмотрение комиссии",
	},
	{
		form: "operator.conclusions_.$id · conclusion.return",
		by: ["operator"],
		right: { remark: FREE_TEXT },
		says: "Заключение возвращено",
	},
	{
		form: "operator.applications.$id · conclusion.return",
		by: ["operator"],
		right: { remark: FREE_TEXT },
		says: "Заключение возвращено",
	},
	{
		form: "operator.conclusions · conclusion.return",
		by: ["operator"],
		right: { remark: FREE_TEXT },
		says: "Заключение возвращено",
	},
	{
		form: "operator.applications.$id · procedure.change",
		by: ["operator"],
		prepare: returnSimplified,
		right: { reason: FREE_TEXT },
		says: "Заявление переведено на общие основания",
	},
	{
		form: "operator.sittings._index · send",
		by: ["operator"],
		right: { heldOn: "20.10.2026", startsAt: "10.30", place: FREE_TEXT },
		says: "Заседание назначено",
	},
	{
		form: "operator.sittings.$id · meeting",
		by: ["operator"],
		at: heldSitting,
		right: { startsAt: "11:30", place: FREE_TEXT },
		says: "Дата, время и место сохранены",
	},
	{
		form: "operator.sittings.$id · cancel",
		by: ["operator"],
		at: heldSitting,
		right: { reason: FREE_TEXT },
		says: "отменено",
	},
	{
		form: "operator.sittings.$id · roll",
		by: ["operator"],
		at: heldSitting,
		right: { "absent-*": true, "absence-*": FREE_TEXT },
		// «Nobody is absent» is a valid answer too.
		optional: true,
		says: "Присутствие отмечено",
	},
	{
		form: "operator.sittings.$id · papers",
		by: ["operator"],
		at: heldSitting,
		right: { protocolNumber: "8", orderNumber: "905-р", orderDate: "02.09.2026" },
		optional: true,
		says: "Номера протокола и распоряжения сохранены",
	},
	{
		form: "operator.commission · add",
		by: ["operator"],
		right: {
			...{ surname: "Новикова", name: "Анна", patronymic: "Петровна", post: FREE_TEXT },
			...{ from: "01.09.2026", order: FREE_TEXT },
		},
		says: "Внесено в состав комиссии",
	},
	{
		form: "operator.commission · change",
		by: ["operator"],
		right: { post: FREE_TEXT, order: FREE_TEXT },
		says: "Запись исправлена",
	},
	{
		form: "operator.commission · end",
		by: ["operator"],
		right: { until: "31.12.2027" },
		says: "Срок закрыт",
	},
	{
		form: "operator.sittings.$id · decide",
		by: ["operator"],
		right: { "decision-*": "granted" },
		// Nothing is decided yet. The next page shows every name, decision and letter.
		says: "Внести решения комиссии",
	},
	{ form: "operator.experts · remove", by: ["operator"], right: {}, says: "Специалист убран из списка" },
	{
		form: "operator.experts · add",
		by: ["operator"],
		at: here("operator", "/operator/experts"),
		right: { experts: true, order: FREE_TEXT },
		says: "В список внесено: 1 специалист",
	},
	{
		form: "operator.machines._index · send",
		by: ["operator"],
		prepare: checkHasEnded,
		right: {},
		says: "Сверка начата",
	},
	{
		form: "operator.replay · send",
		by: ["operator"],
		prepare: checkHasEnded,
		right: {},
		says: "Сверка начата",
	},
	{ form: "operator.mail · letter.resend", by: ["operator"], right: {}, says: "снова поставлено в очередь" },
	{
		form: "operator.deadlines · confirm",
		by: ["operator"],
		prepare: doubtClock,
		at: here("operator", "/operator/deadlines"),
		right: {},
		says: "Время подтверждено: сроки снова действуют",
	},
	{
		form: "operator.reference · send",
		by: ["operator"],
		right: { sittingPlace: FREE_TEXT },
		says: "Сохранено: новые документы печатаются с этими данными",
	},
	{
		form: "operator.rules.$rule · send",
		by: ["operator"],
		at: here("operator", "/operator/rules/new"),
		right: { title: "Консультации", text: "По вторникам.", from: "01.12.2026" },
		says: "Записано в черновик",
	},
	{
		form: "operator.rules._index · publish",
		by: ["operator"],
		at: here("operator", "/operator/rules?from=01.12.2026"),
		right: { note: FREE_TEXT },
		says: "Изменение № 1 действует с 1 декабря 2026 г.",
	},
	{
		form: "operator.rules._index · withdraw",
		by: ["operator"],
		at: here("operator", "/operator/rules"),
		right: { why: FREE_TEXT },
		says: "Изменение № 1 отменено и не вступит в силу",
	},
	{
		form: "operator.rules._index · discard",
		by: ["operator"],
		prepare: async (scene) => {
			await scene.post("operator", "/operator/rules/new", {
				version: "0",
				title: "Приём",
				text: "По средам.",
				from: "01.12.2026",
				to: "",
			})
		},
		at: here("operator", "/operator/rules"),
		right: {},
		says: "Черновик удалён",
	},
	{
		form: "operator.repair.$subject.$id · propose",
		by: ["operator"],
		right: { to: { option: 0 }, reason: FREE_TEXT },
		says: "Предложение внесено. Другим операторам отправлено письмо",
	},
	{
		form: "operator.repair.$subject.$id · takeBack",
		by: ["operator"],
		at: async (scene) => scene.placesOf("operator.repair.$subject.$id · propose", "operator"),
		right: {},
		says: "Предложение снято",
	},
	{
		form: "operator.repair.$subject.$id · decline",
		by: ["operator"],
		prepare: (scene) => proposeAgain(scene),
		at: async (scene) => scene.placesOf("operator.repair.$subject.$id · propose", "operator"),
		right: { remark: FREE_TEXT },
		says: "Предложение отклонено",
	},
	{
		form: "operator.repair.$subject.$id · confirm",
		by: ["operator"],
		prepare: (scene) => proposeAgain(scene),
		at: async (scene) => scene.placesOf("operator.repair.$subject.$id · propose", "operator"),
		right: {},
		says: "Переведено вручную",
	},
	{
		form: "operator.names · accept",
		by: ["operator"],
		prepare: (scene) => correctName(scene),
		at: here("operator", "/operator/names"),
		right: {},
		says: "Принято: теперь слово склоняется так у всех",
	},
	{
		form: "operator.names · takeBack",
		by: ["operator"],
		at: here("operator", "/operator/names"),
		right: {},
		says: "Слово снова склоняется по правилам",
	},
	{
		form: "operator.templates.$form._index · send +file",
		by: ["operator"],
		right: templateAgain,
		says: "Шаблон проверен. Посмотрите образец и введите шаблон в действие",
		plain: true,
	},
	{
		form: "operator.templates.$form.$version._index · send",
		by: ["operator"],
		at: here("operator", "/operator/templates/application/1"),
		right: {},
		says: "шаблон введён в действие",
	},
	{
		form: "operator.templates.$form.$version._index · acceptRevisions",
		by: ["operator"],
		prepare: (scene) => uploadUnderReview(scene),
		at: here("operator", "/operator/templates/withdrawal/1"),
		right: {},
		says: "Исправления приняты, примечания убраны",
	},
	{
		form: "operator.users · block",
		by: ["operator"],
		right: { username: "teacher2", reason: FREE_TEXT },
		says: "Доступ закрыт",
	},
	{
		form: "operator.users · unblock",
		by: ["operator"],
		right: { username: "teacher2", reason: FREE_TEXT },
		says: "Доступ открыт",
	},
	{
		form: "operator.users · send",
		by: ["operator"],
		right: { role: "operator", email: "operator90@demo.example", message: FREE_TEXT },
		says: "Приглашение отправлено",
	},
	{
		form: "operator.users · invitation.resend",
		by: ["operator"],
		at: here("operator", "/operator/users"),
		right: {},
		says: "Приглашение отправлено повторно",
	},
	{
		form: "operator.users · invitation.revoke",
		by: ["operator"],
		at: here("operator", "/operator/users"),
		right: {},
		says: "Приглашение отозвано",
	},
]

/** Forms that change other people's work come last. */
export const LAST_ROWS: readonly FormRow[] = [
	{
		form: "operator.periods · take-rules-day",
		by: ["operator"],
		prepare: shortenSchedules,
		at: here("operator", "/operator/periods?period=2027-03"),
		right: {},
		says: "Изменено:",
		optional: true,
		short: true,
	},
	{
		form: "operator.periods · create",
		by: ["operator"],
		right: {},
		says: "учебного года созданы",
		optional: true,
	},
	{
		form: "municipality.schedule._index · schedule.close",
		by: ["municipal"],
		right: {},
		says: "Открыть его снова может только оператор",
	},
	{
		form: "municipality.batches.$id · carry-out",
		by: ["municipal"],
		at: async (scene) => [
			await previewed(scene, "municipal", "municipality.schedule._index · schedule.close", {
				event: "schedule.close",
			}),
		],
		right: {},
		says: "Закрыто: 1 график",
	},
	{
		form: "operator.periods · schedule.close",
		of: "one municipality",
		by: ["operator"],
		right: {},
		says: "Изменится",
	},
	{
		form: "operator.periods · schedule.reopen",
		by: ["operator"],
		at: async (scene) => [
			...scene.placesOf("operator.periods · schedule.close", "operator"),
			{ login: "operator", address: "/operator/periods?period=2026-09" },
		],
		right: { reason: FREE_TEXT, until: "20.09.2026" },
		says: "Открыть снова период",
	},
	{
		form: "operator.schedules · schedule.approve",
		by: ["operator"],
		right: { orderNumber: "905-р", orderDate: "01.09.2026" },
		says: "Утверждение нельзя отменить",
	},
	{
		form: "operator.schedules · approve-region",
		by: ["operator"],
		right: { orderNumber: "906-р", orderDate: "01.09.2026" },
		says: "№ 906-р от 01.09.2026",
	},
	{
		form: "operator.batches.$id · carry-out",
		by: ["operator"],
		at: async (scene) => [
			await previewed(scene, "operator", "operator.schedules · approve-region", {
				intent: "approve-region",
				orderNumber: "906-р",
				orderDate: "01.09.2026",
			}),
		],
		right: {},
		says: "Утверждено: ",
	},
	{
		form: "demo.clock · send",
		by: ["guest"],
		at: here("", "/demo/clock"),
		right: { now: "2026-09-02T12:00" },
		says: "Часы переведены",
	},
]

/** A person who has signed out sends nothing more. */
export const SIGN_OUT_ROWS: readonly FormRow[] = [
	{
		form: "every page · send",
		asAnother: true,
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		right: {},
		says: "Вход",
	},
]
