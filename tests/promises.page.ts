/** An event of an application that always sends one of these letters, or a test that expects the letter. */
export type Keeper =
	| { event: string; letters: readonly string[]; to: string }
	| { letter: string; test: string }

const by = (event: string, letter: string | readonly string[], to = "teacher"): Keeper => ({
	event,
	letters: [letter].flat(),
	to,
})

const REGISTERED = by("application.register", "application-registered")
const REJECTED = by("application.reject", "application-rejected")
const ASSIGNED = by("schedule.assign", "schedule-assigned")
const CLEARED = by("schedule.clear", "schedule-cleared")
const APPROVED = by("schedule.approve", "schedule-approved")
const TO_EXPERTS = by("schedule.approve", "expert-assigned", "experts")
const TO_SCHOOL = by("schedule.approve", "schedule-approved", "school")
const CONCLUDED = by("conclusion.attach", ["conclusion-arrived", "conclusion-attached"])
const REPLACED = by("conclusion.replace", ["conclusion-arrived", "conclusion-attached"])
const UNSIGNED = by("conclusion.proceed", "conclusion-unsigned")
const DECIDED = by("application.decide", "application-decided")
const PROCEDURE = ["teacher", "coordinators"].map((to) => by("procedure.change", "procedure-changed", to))

const sitting = (letter: string): Keeper => ({ letter, test: "app/domain/sitting/call-teachers.db.test.ts" })
const CALLED = sitting("sitting-called")
const MOVED = sitting("sitting-moved")

/** Every sentence that promises a letter, and what fulfils it. */
export const PROMISES: Readonly<Record<string, readonly Keeper[]>> = {
	// To teachers
	"Если указана: туда придут письма о ходе аттестации": [REGISTERED, REJECTED],
	"На почту придёт письмо, чтобы подтвердить адрес.": [
		{ letter: "email-confirmation", test: "app/domain/application/entry/take-over.db.test.ts" },
	],
	"О решении Вы получите письмо; делать ничего не нужно.": [REGISTERED, REJECTED],
	"Вам назначат период аттестации и специалистов; мы сообщим об этом письмом.": [ASSIGNED],
	"Мы сообщим об этом письмом.": [ASSIGNED],
	"Письмо об этом придёт на Вашу почту.": [ASSIGNED],
	"Когда назначат другой период, Вы получите письмо.": [ASSIGNED],
	"Об утверждении и об изменениях мы сообщим письмом.": [APPROVED, ASSIGNED, CLEARED],
	"Обо всех изменениях придёт письмо.": [APPROVED, ASSIGNED, CLEARED],
	"О заключении придёт письмо.": [CONCLUDED],
	"Заключение могут исправить: тогда придёт письмо.": [REPLACED],
	"Они могут прикрепить новое заключение: об этом придёт письмо.": [REPLACED],
	"Когда придёт письмо, откройте «Подать заявление» и просмотрите заключение.": [CONCLUDED],
	"О решении придёт письмо.": [DECIDED],
	"О решении тоже придёт письмо.": [DECIDED],
	"О её решении Вы получите письмо.": [DECIDED],
	"Придётся приехать на заседание: дату, время и место сообщат письмом.": [CALLED],
	"Вы выбрали заседание в Вашем присутствии: дату, время и место сообщат письмом, придётся приехать.": [
		CALLED,
	],
	"Когда комиссия будет рассматривать заявление, Вы получите новое письмо с днём, временем и местом.": [
		CALLED,
		sitting("sitting-called-off"),
	],
	"Когда назначат другое заседание, Вы получите новое письмо с днём, временем и местом.": [
		CALLED,
		sitting("sitting-cancelled"),
	],
	"… Если день, время или место изменятся, Вы получите ещё одно письмо.": [MOVED],
	"Отключение записывается, человек получит письмо.": [
		{ letter: "second-factor-reset", test: "app/domain/account/second-factor.db.test.ts" },
	],
	"Если день, время или место изменятся, придёт письмо.": [MOVED],
	"Логин придёт письмом на электронную почту, которую Вы указали при регистрации и подтвердили.": [
		{ letter: "logins", test: "app/domain/account/remind-logins.db.test.ts" },
	],
	// To experts
	"Педагог и координатор в ОО получат письмо о днях.": ["teacher", "school"].map((to) =>
		by("visits.propose", "visits-proposed", to),
	),
	"Педагог и координатор в ОО получат письмо.": ["teacher", "school"].map((to) =>
		by("materials.ask", "materials-asked", to),
	),
	"Вы получите письмо.": [TO_EXPERTS],
	"Педагоги появятся здесь после утверждения графика, Вы получите письмо.": [TO_EXPERTS],
	// To offices, about others
	"Каждое заявление получит номер в журнале регистрации, педагоги получат письма.": [REGISTERED],
	"Педагоги получат письма с причиной и смогут исправить заявление и подать его снова.": [REJECTED],
	"Сначала система покажет, кого это касается, какие письма уйдут и кто останется.": [REGISTERED, REJECTED],
	"Сначала система покажет, кого это касается, кому специалист не подходит и какие письма уйдут.": [ASSIGNED],
	"Введите номер и дату распоряжения и нажмите «Утвердить график»: письма уйдут сами.": [APPROVED],
	"Утвердятся закрытые графики, в которых всё готово; педагоги, специалисты и организации получат письма.": [
		APPROVED,
		TO_EXPERTS,
		TO_SCHOOL,
	],
	"Утверждение нельзя отменить: графики станут открытыми для всех, педагоги, специалисты и организации получат письма.":
		[APPROVED, TO_EXPERTS, TO_SCHOOL],
	"Если подписи педагога ещё нет, он получит письмо и прикрепит подписанный скан сам.": [CONCLUDED],
	"Прежний файл сохранится в истории, педагог получит письмо.": [REPLACED],
	"Причину увидит комиссия в повестке, педагог получит письмо.": [UNSIGNED],
	"Педагог и координатор получат письмо с причиной.": PROCEDURE,
	"Решения нельзя отменить: педагоги получат письма, категория запишется с даты заседания.": [DECIDED],
	"Если время или место ещё не известны, оставьте поле пустым: письма уйдут, когда Вы их укажете.": [CALLED],
	"Письма уйдут, когда будут указаны время и место.": [CALLED],
	"Письма уйдут сразу:": [CALLED, MOVED],
	"Получат письмо:": [{ letter: "not-submitted", test: "app/domain/notice/mailing.db.test.ts" }],
	"Вход записывается, человек получит письмо.": [
		{ letter: "helped", test: "tests/http/second-step.flow.test.ts" },
	],
}
