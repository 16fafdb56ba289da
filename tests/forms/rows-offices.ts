import type { Example } from "./crawl.ts"
import { COLLEAGUE, CONCLUSION, pdf, SIGNED_CONCLUSION } from "./papers.ts"
import { type Sender, TEACHERS } from "./people.ts"
import { fillPlainly, findPlainly, sendPlainly } from "./plain.ts"
import { makeReady } from "./rows-teacher.ts"
import type { Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

/** The pages of the list with the reason's field open, one for each waiting withdrawal. */
async function waitingWithdrawals(scene: Scene): Promise<Example[]> {
	const list = (await scene.download("municipal", "/municipality/withdrawals")).toString()
	const waiting = [...list.matchAll(/[?&]reject=([0-9a-f-]{36})/g)].map(([, id]) => id)
	return waiting.map((id) => ({ login: "municipal", address: `/municipality/withdrawals?reject=${id}` }))
}

/** The same withdrawals, each on the workbench. */
async function withdrawalsOnTheWorkbench(scene: Scene): Promise<Example[]> {
	const waiting = await waitingWithdrawals(scene)
	return waiting.map(({ login, address }) => ({
		login,
		address: address.replace("withdrawals?reject=", "withdrawals/"),
	}))
}

/** One more withdrawal waits for the municipality, because earlier rows have decided on those of the demo. */
async function withdrawOnce(scene: Scene): Promise<void> {
	const before = (await waitingWithdrawals(scene)).length
	for (const login of TEACHERS) {
		let { address, html } = await scene.follow(login, "/teacher/withdrawal")
		const form = await findPlainly(scene, "teacher.withdrawal · withdrawal.form", address, html)
		if (form) {
			await fillPlainly(form, { reason: "Переезд" })
			;({ address, html } = await sendPlainly(scene, login, form))
		}
		const submission = await findPlainly(scene, "teacher.withdrawal · withdrawal.submit +file", address, html)
		if (!submission) continue
		await sendPlainly(scene, login, submission, { file: pdf("Отзыв.pdf") })
		if ((await waitingWithdrawals(scene)).length > before) return
	}
	throw new Error("no teacher of the municipality can withdraw an application")
}

/** The pages where a withdrawal could be formed, and then was. */
const formedAt =
	(page: string) =>
	async (scene: Scene, by: Sender): Promise<Example[]> =>
		scene.placesOf(`${page} · withdrawal.form`, by)

export const SCHOOL_ROWS: readonly FormRow[] = [
	{
		form: "school.applications.$id · attachment.add (signed_application) +file",
		by: ["school"],
		right: { file: pdf("Заявление.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "school.applications.$id · attachment.add (results_annex) +file",
		by: ["school"],
		right: { file: pdf("Приложение.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "school.applications.$id · attachment.add +file",
		by: ["school"],
		right: { kind: "other", title: FREE_TEXT, file: pdf("Грамота.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "school.applications.$id · attachment.add",
		by: ["school"],
		right: { kind: { option: 1 }, url: "https://video.example/urok", title: FREE_TEXT },
		says: "Прикреплён документ",
	},
	{
		form: "school.applications.$id · attachment.add (of one document)",
		by: ["school"],
		at: async (scene, by) => scene.placesOf("school.applications.$id · attachment.add", by),
		right: { title: FREE_TEXT },
		says: "Прикреплён документ",
		optional: true,
	},
	{
		form: "school.applications.$id · attachment.remove (of one document)",
		by: ["school"],
		at: async (scene, by) => scene.placesOf("school.applications.$id · attachment.add", by),
		right: {},
		says: "Документ удалён",
	},
	{
		form: "school.applications.$id · application.submit",
		by: ["school"],
		at: async (scene) => [
			{ login: "school", address: `/school/applications/${await makeReady(scene, "pedagog2")}` },
		],
		right: {},
		says: "Заявление подано",
	},
	{
		form: "school.withdrawals · withdrawal.form",
		by: ["school"],
		right: { reason: FREE_TEXT },
		says: "Заявление на отзыв сформировано",
	},
	{
		form: "school.withdrawals · withdrawal.submit +file",
		by: ["school"],
		at: formedAt("school.withdrawals"),
		right: { file: pdf("Отзыв.pdf") },
		says: "Подано заявление на отзыв",
		plain: true,
	},
	{
		form: "school.withdrawals · withdrawal.discard",
		by: ["school"],
		at: formedAt("school.withdrawals"),
		right: {},
		says: "Отзыв отменён",
	},
]

export const MUNICIPAL_ROWS: readonly FormRow[] = [
	{
		form: "municipality.not-submitted_.notify · send",
		by: ["municipal"],
		right: { message: FREE_TEXT },
		says: "Уведомление отправлено",
		optional: true,
	},
	{
		form: "municipality.applications.$id · application.register",
		by: ["municipal"],
		right: {},
		says: "Заявление зарегистрировано",
	},
	{
		form: "municipality.applications.$id · application.reject",
		by: ["municipal"],
		right: { reason: FREE_TEXT },
		says: "Заявление отклонено",
	},
	{
		form: "municipality.registration.$id · application.reject",
		by: ["municipal"],
		right: { reason: FREE_TEXT },
		says: "Заявление отклонено",
	},
	{
		form: "municipality.registration.$id · application.register",
		by: ["municipal"],
		right: {},
		says: "Заявление зарегистрировано",
	},
	{
		form: "municipality.registration._index · application.register (row)",
		by: ["municipal"],
		right: {},
		says: "Заявление зарегистрировано",
		optional: true,
		short: true,
	},
	{
		form: "municipality.registration._index · application.register/register",
		by: ["municipal"],
		right: { id: true },
		says: "Каждое заявление получит номер в журнале",
		short: true,
	},
	{
		form: "municipality.registration._index · application.register/reject",
		by: ["municipal"],
		right: { id: true, reason: FREE_TEXT },
		says: "смогут исправить заявление и подать его снова",
	},
	{
		form: "municipality.scheduling · schedule.assign",
		by: ["municipal"],
		right: { all: true, period: { option: 1 } },
		says: "Изменится",
	},
	{
		form: "municipality.scheduling_.$id · schedule.assign",
		by: ["municipal"],
		right: { colleagueReason1: COLLEAGUE, colleagueReason2: COLLEAGUE },
		says: "Назначен период аттестации",
	},
	{
		form: "municipality.scheduling_.$id · schedule.clear",
		by: ["municipal"],
		right: {},
		says: "Период аттестации снят",
	},
	{
		form: "municipality.attestation_.$id · conclusion.attach +file",
		by: ["municipal"],
		right: CONCLUSION,
		says: "Прикреплено итоговое заключение",
		plain: true,
	},
	{
		form: "municipality.attestation_.$id · conclusion.replace +file",
		by: ["municipal"],
		right: SIGNED_CONCLUSION,
		says: "Итоговое заключение заменено",
		plain: true,
	},
	{
		form: "municipality.attestation_.$id · conclusion.assess",
		by: ["municipal"],
		right: { verdict: "meets", complete: true },
		says: "Итоговое заключение принято",
	},
	{
		form: "municipality.exclusion · withdrawal.form",
		by: ["municipal"],
		right: { reason: FREE_TEXT },
		says: "Заявление на отзыв сформировано",
	},
	{
		form: "municipality.exclusion · withdrawal.discard",
		by: ["municipal"],
		at: formedAt("municipality.exclusion"),
		right: {},
		says: "Отзыв отменён",
	},
	{
		form: "municipality.exclusion · withdrawal.submit +file",
		async prepare(scene) {
			for (const { address } of scene.placesOf("municipality.exclusion · withdrawal.form", "municipal"))
				await scene
					.post("municipal", address, { event: "withdrawal.form", reason: "Увольнение" })
					.catch(() => undefined)
		},
		by: ["municipal"],
		at: formedAt("municipality.exclusion"),
		right: { file: pdf("Отзыв.pdf") },
		says: "Подано заявление на отзыв",
		plain: true,
	},
	{
		form: "municipality.withdrawals.$id · withdrawal.reject",
		by: ["municipal"],
		right: { reason: FREE_TEXT },
		says: "Заявление на отзыв отклонено",
	},
	{
		form: "municipality.withdrawals.$id · withdrawal.register",
		by: ["municipal"],
		prepare: withdrawOnce,
		at: withdrawalsOnTheWorkbench,
		right: {},
		says: "Заявление на отзыв зарегистрировано",
	},
	{
		form: "municipality.withdrawals._index · withdrawal.reject",
		by: ["municipal"],
		at: waitingWithdrawals,
		right: { reason: FREE_TEXT },
		says: "Заявление на отзыв отклонено",
	},
	{
		form: "municipality.withdrawals._index · withdrawal.register",
		by: ["municipal"],
		prepare: withdrawOnce,
		right: {},
		says: "Заявление на отзыв зарегистрировано",
	},
	{
		form: "municipality.invitations · invitation.resend",
		by: ["municipal"],
		right: {},
		says: "Приглашение отправлено повторно",
	},
	{
		form: "municipality.invitations · invitation.revoke",
		by: ["municipal"],
		right: {},
		says: "Приглашение отозвано",
	},
	{
		form: "municipality.invitations · send",
		by: ["municipal"],
		right: { role: "expert", email: "expert90@demo.example", message: FREE_TEXT },
		says: "Приглашение отправлено",
	},
]

export const EXPERT_ROWS: readonly FormRow[] = [
	{ form: "group._index · paper.receive", by: ["head"], right: {}, says: "Бумажное заключение получено" },
	{
		form: "group._index · paper.pass",
		by: ["head"],
		at: async () => [{ login: "head", address: "/group" }],
		right: {},
		says: "Бумажное заключение передано",
	},
	{
		form: "group._index · paper.unmark",
		by: ["head"],
		at: async () => [{ login: "head", address: "/group" }],
		right: {},
		says: "Отметка о бумажном заключении отменена",
	},
	// Before the experts hand in what they wrote.
	{
		form: "operator.applications.$id · expert.replace",
		by: ["operator"],
		needs: "[name=expert] option:nth-child(2)",
		right: { seat: "2", expert: { option: 1 }, colleagueReason: COLLEAGUE, reason: FREE_TEXT },
		says: "Специалист по аттестации заменён",
	},
	// Each half-year has a contract of its own.
	{
		form: "municipality.experts._index · contract",
		by: ["municipal"],
		right: { contract: "signed" },
		says: "Состояние договора сохранено",
	},
	{
		form: "municipality.experts._index · remove",
		by: ["municipal"],
		right: {},
		says: "Специалист убран из списка",
	},
	{
		form: "municipality.experts._index · add",
		by: ["municipal"],
		at: async () => [{ login: "municipal", address: "/municipality/experts" }],
		right: { experts: true, order: FREE_TEXT },
		says: "В список внесено: 1 специалист",
	},
	{ form: "expert.attestation.$id · expert.accept", by: ["expert"], right: {}, says: "Вы приняли работу" },
	{
		form: "expert.attestation.$id · visits.propose",
		by: ["expert"],
		right: { visitOn: "20.12.2027", visitAgainOn: "", visitNote: FREE_TEXT },
		says: "Дни посещения предложены",
	},
	{
		form: "expert.attestation.$id · materials.ask",
		by: ["expert"],
		right: { materials: FREE_TEXT, materialsBy: "20.12.2027" },
		says: "Материалы запрошены",
	},
	{
		form: "expert.attestation.$id · departure.report",
		by: ["expert"],
		right: { reason: FREE_TEXT },
		says: "решат, что делать дальше",
	},
	{
		form: "expert.attestation.$id · conclusion.attach +file",
		by: ["expert"],
		right: CONCLUSION,
		says: "Прикреплено итоговое заключение",
		plain: true,
	},
	{
		form: "expert.attestation.$id · conclusion.replace +file",
		by: ["expert"],
		right: CONCLUSION,
		says: "Итоговое заключение заменено",
		plain: true,
	},
	{
		form: "expert.attestation.$id · expert.decline",
		by: ["expert"],
		right: { reason: FREE_TEXT },
		says: "не можете проводить",
	},
	{
		form: "expert._index · leave",
		by: ["expert"],
		right: { reason: FREE_TEXT },
		says: "узнают, что Вы увольняетесь",
	},
]
