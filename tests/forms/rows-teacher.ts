import type { Example } from "./crawl.ts"
import { pdf, picture } from "./papers.ts"
import { LOGINS, type Login, roleOf, type Sender, signIn, TEACHERS } from "./people.ts"
import { openPlainly, sendPlainly } from "./plain.ts"
import { PASSWORD, type Scene } from "./scene.ts"
import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

const everyTeacher = (address: string): Example[] => TEACHERS.map((login) => ({ login, address }))

const PERSON = {
	surname: "Новикова",
	name: "Зоя",
	patronymic: "Ильинична",
	mobilePhone: "+7 913 000-00-00",
}
/** Different from what the rules give, so operators are asked. */
export const NAME_IN_CASES = { dative: "Особенной Марии Ивановне" }
const NEW_PASSWORD = "Attestation-2027"

/** A person forgets the password. */
async function forgottenBy(scene: Scene, username: string): Promise<Example[]> {
	await scene.post("teacher", "/password/forgot", { username })
	return [{ login: "", address: await scene.linkTo(`${username}@demo.example`, "парол") }]
}

/** Forms for visitors who are not signed in. */
export const GUEST_ROWS: readonly FormRow[] = [
	{
		form: "login · send",
		by: ["guest"],
		right: { username: "teacher2", password: PASSWORD, remember: true },
		says: "Выйти",
	},
	{
		form: "register · organisations",
		by: ["guest"],
		right: { surname: PERSON.surname, municipalityCode: "tomsk" },
		says: "Гимназия № 902",
		optional: true,
		short: true,
		plain: true,
	},
	{
		form: "register · send",
		by: ["guest"],
		right: {
			...PERSON,
			municipalityCode: "tomsk",
			organisationId: { option: 1 },
			positionCode: "uchitel",
			subjectId: { option: 1 },
			email: "novikova@demo.example",
			emailAgain: "novikova@demo.example",
			username: "novikova",
			password: NEW_PASSWORD,
			consent: true,
		},
		says: "Вы зарегистрированы",
	},
	{
		form: "email.confirm.$token · send",
		by: ["guest"],
		at: async (scene) => [{ login: "", address: await scene.linkTo("novikova@demo.example") }],
		right: {},
		says: "Адрес электронной почты подтверждён",
	},
	{
		form: "login_.name · send",
		by: ["guest"],
		right: { email: "nobody@school.example" },
		says: "Проверьте почту",
	},
	{ form: "password.forgot · send", by: ["guest"], right: { username: "teacher3" }, says: "Проверьте почту" },
	{
		form: "password.reset.$token · send",
		by: ["guest"],
		at: (scene) => forgottenBy(scene, "pedagog29"),
		right: { password: NEW_PASSWORD },
		says: "Новый пароль сохранён",
	},
]

export const TEACHER_ROWS: readonly FormRow[] = [
	{ form: "teacher._index · send", by: ["teacher"], right: {}, says: "Сохранить и продолжить" },
	{ form: "teacher.application · send", by: ["teacher"], right: {}, says: "Сохранить и продолжить" },
	{
		form: "teacher.history · repeat",
		by: ["teacher"],
		right: {},
		// Every answer has been copied, so only the check remains.
		says: "Проверьте заявление",
	},
	{
		form: "teacher.application · form.save/next",
		by: ["teacher"],
		at: async () => [{ login: "pedagog1", address: "/teacher/application?step=awards" }],
		right: { degree: "", awards: FREE_TEXT, training: "" },
		says: "Каких результатов Вы достигли?",
		optional: true,
	},
	{
		form: "teacher.application · form.save/back",
		by: ["teacher"],
		at: async () => [{ login: "pedagog1", address: "/teacher/application?step=awards" }],
		right: { awards: FREE_TEXT },
		says: "Какое у Вас образование и стаж?",
		optional: true,
	},
	{
		form: "teacher.application · form.save/cases",
		by: ["teacher"],
		right: {},
		says: "Как Вас указать в заявлении?",
		optional: true,
	},
	{ form: "teacher.application · form.reopen", by: ["teacher"], right: {}, says: "Проверьте заявление" },
	{
		form: "teacher.application · form.issue",
		by: ["teacher"],
		at: async () => everyTeacher("/teacher/application?step=check"),
		right: {},
		says: "Заявление сформировано",
	},
	{
		form: "teacher.submit · attachment.add (signed_application) +file",
		by: ["teacher"],
		right: { file: pdf("Заявление.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "teacher.submit · attachment.add (results_annex) +file",
		by: ["teacher"],
		right: { file: pdf("Приложение.pdf") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "teacher.submit · attachment.remove (of one document)",
		by: ["teacher"],
		at: async () => everyTeacher("/teacher/submit"),
		right: {},
		says: "Документ удалён",
	},
	{ form: "teacher.submit · form.reopen", by: ["teacher"], right: {}, says: "Проверьте заявление" },
	{
		form: "teacher._index · form.discard",
		by: ["teacher"],
		at: async () => [{ login: "pedagog1", address: "/teacher" }],
		right: {},
		says: "Черновик удалён",
	},
	{
		form: "teacher._index · form.restore",
		by: ["teacher"],
		at: async () => [{ login: "pedagog1", address: "/teacher" }],
		right: {},
		says: "Черновик возвращён",
	},
	{
		form: "teacher.history · form.restore",
		by: ["teacher"],
		prepare: async (scene) => {
			const at = { login: "pedagog1", address: "/teacher" }
			await sendPlainly(scene, at.login, await openPlainly(scene, "teacher._index · form.discard", at))
		},
		at: async () => [{ login: "pedagog1", address: "/teacher/history" }],
		right: {},
		says: "Черновик возвращён",
	},
	{
		form: "teacher._index · application.revise",
		by: ["teacher"],
		right: {},
		says: "Заявление взято на исправление",
	},
	{
		form: "teacher.documents · attachment.add +file",
		by: ["teacher"],
		right: { kind: "other", title: FREE_TEXT, file: picture("Грамота.png") },
		says: "Прикреплён документ",
		plain: true,
	},
	{
		form: "teacher.documents · attachment.add",
		by: ["teacher"],
		right: { kind: { option: 1 }, url: "https://video.example/urok", title: FREE_TEXT },
		says: "Прикреплён документ",
	},
	{
		form: "teacher.documents · attachment.add (of one document)",
		by: ["teacher"],
		at: async () => everyTeacher("/teacher/documents"),
		right: { title: FREE_TEXT },
		says: "Прикреплён документ",
		optional: true,
	},
	{
		form: "teacher.documents · attachment.remove (of one document)",
		by: ["teacher"],
		at: async () => everyTeacher("/teacher/documents"),
		right: {},
		says: "Документ удалён",
	},
	{
		form: "teacher.submit · conclusion.dispute",
		by: ["teacher"],
		right: { comment: FREE_TEXT },
		says: "Ваш комментарий передан",
	},
	{
		form: "teacher.submit · conclusion.sign +file",
		by: ["teacher"],
		right: { file: pdf("Подписано.pdf") },
		says: "Подписанное заключение прикреплено",
		plain: true,
	},
	{
		form: "teacher.withdrawal · withdrawal.submit +file",
		by: ["teacher"],
		right: { file: pdf("Отзыв.pdf") },
		says: "Подано заявление на отзыв",
		plain: true,
	},
	{ form: "teacher.withdrawal · withdrawal.discard", by: ["teacher"], right: {}, says: "Отзыв отменён" },
	{
		form: "teacher.withdrawal · withdrawal.form",
		by: ["teacher"],
		right: { reason: FREE_TEXT },
		says: "Заявление на отзыв сформировано",
	},
]

/** The teacher's current application, as the page of its check names it. */
async function applicationOf(scene: Scene, login: Login): Promise<string> {
	const page = (await scene.download(login, "/teacher/application?step=check")).toString()
	return /application=([0-9a-f-]{36})/.exec(page)?.[1] ?? ""
}

/** The teacher forms the application again and attaches what it needs, so that it only has to be sent. @returns its id */
export async function makeReady(scene: Scene, login: Login): Promise<string> {
	const id = await applicationOf(scene, login)
	const events = `/applications/${id}/events`
	// Refused if it is being edited already.
	await scene.post(login, events, { event: "form.reopen" }).catch(() => undefined)
	await scene.post(login, events, { event: "form.issue" })
	for (const kind of ["signed_application", "results_annex"]) {
		const { name, mimeType, buffer } = pdf(`${kind}.pdf`)
		const file = new File([new Uint8Array(buffer)], name, { type: mimeType })
		await scene.post(login, events, { event: "attachment.add", kind, file })
	}
	return id
}

/** The teacher sends the application that an earlier row reopened, and the coordinator rejects it again. */
async function rejectAgain(scene: Scene, login: Login): Promise<void> {
	const events = `/applications/${await makeReady(scene, login)}/events`
	await scene.post(login, events, { event: "application.submit" })
	await scene.post("municipal", events, {
		event: "application.reject",
		reasonCode: "no_signature",
		reason: "",
	})
}

/** Rows that need an application which earlier rows have reopened or revised. */
export const AGAIN_ROWS: readonly FormRow[] = [
	{
		form: "teacher.submit · application.submit",
		by: ["teacher"],
		prepare: async (scene) => {
			await makeReady(scene, "pedagog2")
		},
		at: async () => [{ login: "pedagog2", address: "/teacher/submit" }],
		right: {},
		says: "Заявление подано",
	},
	{
		form: "teacher.application · application.revise",
		by: ["teacher"],
		prepare: (scene) => rejectAgain(scene, "pedagog7"),
		at: async () => everyTeacher("/teacher/application"),
		right: {},
		says: "Заявление взято на исправление",
	},
]

const firstOf = (by: Sender): Login => LOGINS.find((login) => roleOf(login) === by) ?? ""
/** A person has signed in on another device as well. */
async function anotherDevice(scene: Scene, by: Sender) {
	await signIn(scene.server, firstOf(by))
}
const ownCalendar = async (_scene: Scene, by: Sender): Promise<Example[]> => [
	{ login: firstOf(by), address: "/calendar" },
]
const ownSessions = async (_scene: Scene, by: Sender): Promise<Example[]> => [
	{ login: firstOf(by), address: "/profile/sessions" },
]

/** A teacher whose application is decided comes first, because a workplace with an open application cannot be removed. */
const DECIDED: readonly Login[] = ["pedagog19", "pedagog20", "pedagog27"]
const decidedFirst = (places: readonly Example[]): Example[] => [
	...places.filter(({ login }) => DECIDED.includes(login)),
	...places.filter(({ login }) => !DECIDED.includes(login)),
]

export const PROFILE_ROWS: readonly FormRow[] = [
	{
		form: "profile · data",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		right: { workPhone: "8 (3822) 00-00-09" },
		says: "Личные данные сохранены",
	},
	{
		form: "profile · organisations",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		right: { municipalityCode: "tomsk" },
		says: "Гимназия № 902",
		optional: true,
		short: true,
		plain: true,
	},
	{
		form: "profile · workplace",
		at: async (scene, by) => decidedFirst(scene.placesOf("profile · workplace", by)),
		after: { form: "profile · organisations", right: { municipalityCode: "tomsk" } },
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		right: {
			municipalityCode: "tomsk",
			organisationId: { option: 3 },
			positionCode: "vospitatel",
			appointedOn: "01.09.2020",
		},
		says: "Место работы добавлено",
	},
	{
		form: "profile · cases",
		by: ["teacher"],
		at: async () => everyTeacher("/profile"),
		right: {},
		says: "Склонение имени подтверждено",
	},
	{
		form: "profile · confirm",
		by: ["teacher"],
		prepare: async (scene) => {
			const person = { ...PERSON, intent: "data", email: "nova@demo.example", currentPassword: PASSWORD }
			await scene.post("pedagog30", "/profile", person)
			// The next letter is sent a few minutes later at the earliest.
			await scene.moveClock("2026-09-02T10:00")
		},
		at: async () => [{ login: "pedagog30", address: "/profile" }],
		right: {},
		says: "Письмо отправлено",
	},
	{
		form: "profile · keep-email",
		by: ["teacher"],
		at: async () => [{ login: "pedagog30", address: "/profile" }],
		right: {},
		says: "Смена адреса отменена",
	},
	{
		form: "profile_.reminders · send",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		right: { reminders: "daily" },
		says: "напоминания будут приходить так, как Вы выбрали",
	},
	{
		form: "profile_.sessions · end",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		prepare: anotherDevice,
		at: ownSessions,
		right: {},
		says: "Сеанс завершён",
	},
	{
		form: "profile_.sessions · end-others",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		prepare: anotherDevice,
		at: ownSessions,
		right: {},
		says: "Все другие сеансы завершены",
	},
	{
		form: "calendar._index · open",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		at: ownCalendar,
		right: {},
		says: "Личный адрес календаря создан",
	},
	{
		form: "calendar._index · revoke",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		at: ownCalendar,
		right: {},
		says: "Адрес отключён",
	},
	{
		form: "profile · remove",
		by: ["teacher", "school", "municipal", "expert", "head", "operator"],
		// The only workplace stays; the one that was added above can be removed.
		needs: "main li + li form",
		at: async (_scene, by) =>
			decidedFirst(
				LOGINS.filter((login) => roleOf(login) === by).map((login) => ({ login, address: "/profile" })),
			),
		right: {},
		says: "Место работы удалено",
	},
]
