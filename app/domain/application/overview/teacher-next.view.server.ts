import { days, daysRemain, longDate, lowerFirst, unbroken } from "#app/utils/russian.ts"
import { type NextStep, stageOf } from "#machines/application/application.stages.ts"
import type { FiledPaper } from "#machines/application/filed-papers.ts"
import { daysLeft } from "#machines/calendar.ts"
import { isTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { criteriaOf } from "#machines/rulebook/index.ts"
import type { ApplicationView } from "../application.view.server.ts"
import { sourceText } from "../entry/source.ts"
import { LESSONS_ASKED } from "../form/application.form.ts"
import { wordsAfterTheEnd } from "./after-the-end.ts"

export interface TaskView {
	name: string
	to: "form" | "submit" | "documents" | null
	step?: string
	note: string
	done: boolean
	/** «Готово», «1 из 2» */
	sign: string
}

export interface NextView {
	title: string
	text: string
	leaf: { date: string; note: string; tone: "wait" | "bad" | null } | null
	tasks: TaskView[]
	/** Where the main button leads, or null if the teacher only has to wait. */
	go: { to: "form" | "submit" | "documents"; label: string } | null
	/** The event that the main button sends instead. */
	event: "application.revise" | "form.restore" | null
}

interface Known {
	application: ApplicationView
	/** The teacher collects materials: the form is remote and the procedure has specialists. */
	remote: boolean
	/** The teacher has formed a withdrawal and not filed it yet. */
	withdrawalFormed: boolean
	unfinished: readonly { id: string; title: string }[]
	today: string
}

type NextText = Partial<NextView> & Pick<NextView, "title" | "text">

/** What the teacher does next at each stage. */
const NEXT_STEPS: Readonly<Record<NextStep, (known: Known) => NextText>> = {
	fill: nextDraft,
	submit: nextFormed,
	awaitReview: nextSubmitted,
	revise: nextRejected,
	awaitPeriod: nextRegistered,
	awaitApproval: nextPreliminary,
	attestation: nextApproved,
	sign: nextConclusion,
	awaitAnswer: nextDisputed,
	awaitCheck: nextSigned,
	awaitDecision: nextAssessed,
	restore: nextDiscarded,
	over: ({ application }) => wordsAfterTheEnd(application.state),
}

/** What the teacher has to do now and by when, and what others are doing meanwhile. */
export function nextStep(known: Known): NextView {
	const stage = stageOf(known.application.state)
	const next =
		withdrawing(known) ??
		(stage
			? NEXT_STEPS[stage.next](known)
			: {
					title: "Состояние заявления уточняется",
					text: "Оператор проверяет запись. Делать ничего не нужно.",
				})
	return { leaf: null, tasks: [], go: null, event: null, ...next }
}

/** While a withdrawal waits for the teacher's signature or for the coordinator, nobody has to do anything else. */
function withdrawing({ application: { withdrawal }, withdrawalFormed }: Known): NextText | null {
	if (withdrawalFormed)
		return {
			title: "Подпишите заявление на отзыв и подайте его",
			text: "Скан прикрепляют на странице отзыва. Пока отзыв не подан, заявление остаётся в силе. Если Вы передумали, нажмите там «Не отзывать».",
		}
	if (!withdrawal || !isTagged(withdrawalLifecycle, withdrawal.state, "waiting")) return null
	return {
		title: "Ждите регистрации отзыва",
		text: "Координатор зарегистрирует заявление на отзыв или отклонит его с указанием причины. Ответ придёт на Вашу почту и появится на главной странице. Если Вы передумали, нажмите «Не отзывать» на странице отзыва.",
	}
}

function leafOf(date: string, today: string): NonNullable<NextView["leaf"]> {
	const left = daysLeft(date, today)
	if (left < 0) return { date, note: `прошло ${days(-left)}`, tone: "bad" }
	return {
		date,
		note: left === 0 ? "последний день" : daysRemain(left),
		tone: left <= 14 ? "wait" : null,
	}
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)
const inWords = (date: string) => unbroken(longDate(date))
const datesOf = ({ application }: Known) => application.deadlines

function nextDraft({ application, unfinished }: Known): NextText {
	const begun = unfinished.length > 0
	const { rejection } = application
	// The coordinator works from the paper; the teacher may only have taken the application over.
	if (!rejection && sourceText(application.source) !== "")
		return {
			title: "Ждите регистрации: координатор вносит Ваше заявление",
			text: `Оно пришло ${sourceText(application.source)}. Координатор прикрепит его файлы и передаст его на регистрацию; заполнять ничего не нужно. Как оно движется, видно здесь.`,
		}
	return {
		title: rejection
			? "Исправьте заявление, сформируйте и подпишите его заново"
			: begun
				? "Заполните заявление"
				: "Сформируйте заявление",
		text: rejection
			? `Причина отклонения: ${sentence(rejection.reason)} Всё, что Вы заполнили и прикрепили, сохранено.`
			: begun
				? "Ответы сохраняются, к ним можно вернуться в любое время."
				: "Все шаги заполнены. Проверьте данные и сформируйте заявление в Word.",
		tasks: unfinished.map(({ id, title }) => ({
			name: title,
			to: "form",
			step: id,
			note: "",
			done: false,
			sign: "Нужно заполнить",
		})),
		go: { to: "form", label: application.attempt > 1 ? "Исправить заявление" : "Продолжить заполнение" },
	}
}

function nextFormed(known: Known): NextText {
	return {
		...formedWords(known.application.filed),
		tasks: papersOf(known),
		go: { to: "submit", label: "Подать заявление" },
	}
}

/** What is attached is not asked for again: only then does everybody see that filing itself is still to be done. */
function formedWords(filed: Known["application"]["filed"]): Pick<NextText, "title" | "text"> {
	const missing = filed.filter(({ attached }) => !attached)
	if (missing.length === 0)
		return {
			title: "Проверьте файлы и подайте заявление",
			text: "Всё прикреплено, но заявление ещё не подано: откройте «Подать заявление», просмотрите файлы и нажмите кнопку внизу страницы.",
		}
	if (missing.some(({ purpose }) => purpose === "application_scan"))
		return {
			title: "Распечатайте и подпишите заявление, прикрепите скан",
			text: `Заявление в Word готово. Подпишите его, отсканируйте, прикрепите ${filed.map(({ purpose }) => TO_ATTACH[purpose]).join(" и ")} и подайте заявление.`,
		}
	return {
		title: "Прикрепите остальные файлы и подайте заявление",
		text: `Ещё не прикреплено: ${missing.map(({ purpose }) => lowerFirst(FILED[purpose])).join(", ")}.`,
	}
}

const FILED: Readonly<Record<FiledPaper["purpose"], string>> = {
	application_scan: "Подписанное заявление",
	results_annex: "Таблицы для представления результатов",
	simplified_ground: "Документ, подтверждающий основание упрощённой формы",
}

const TO_ATTACH: Readonly<Record<FiledPaper["purpose"], string>> = {
	application_scan: "скан",
	results_annex: "таблицы для представления результатов",
	simplified_ground: "документ, подтверждающий основание упрощённой формы,",
}

const papersOf = ({ application }: Known): TaskView[] =>
	application.filed.map(({ purpose, attached }) => ({
		name: FILED[purpose],
		to: "submit",
		note: "",
		done: attached,
		sign: attached ? "Готово" : "Не прикреплено",
	}))

function nextSubmitted(known: Known): NextText {
	const { application, today } = known
	const { review } = application
	if (!review)
		return {
			title: "Ждите решения координатора",
			text: "Ответ придёт на Вашу почту и появится на главной странице.",
		}
	const late = review.daysLeft < 0
	return {
		title: late
			? "Срок рассмотрения заявления прошёл"
			: `Ждите решения координатора до ${inWords(review.dueOn)} включительно`,
		text: late
			? "Позвоните муниципальному координатору: телефон ниже. Заявление остаётся поданным, делать больше ничего не нужно."
			: "Координатор проверит заявление и зарегистрирует его или отклонит с указанием причины. Ответ придёт на Вашу почту и появится на главной странице.",
		leaf: leafOf(review.dueOn, today),
		tasks: evidenceOf(known),
	}
}

function nextRejected({ application: { rejection } }: Known): NextText {
	return {
		title: "Исправьте заявление и подайте его снова",
		text: `Причина: ${sentence(rejection?.reason ?? "не указана")} Всё, что Вы заполнили и прикрепили, сохранено. Исправьте данные, сформируйте и подпишите заявление заново.`,
		event: "application.revise",
	}
}

function nextRegistered(known: Known): NextText {
	if (known.application.procedure === "simplified")
		return {
			title: "Ждите рассмотрения аттестационной комиссией",
			text: "При упрощённой форме период и специалисты не назначаются: заявление рассмотрит комиссия на ближайшем заседании.",
		}
	return {
		title: "Ждите назначения аттестационного периода",
		text: "Координатор назначит период и двух специалистов. Письмо об этом придёт на Вашу почту.",
		...materials(known),
	}
}

function nextPreliminary(known: Known): NextText {
	const dates = datesOf(known)
	return {
		title: dates ? `График утвердят до ${inWords(dates.publishedBy)}` : "Ждите утверждения графика",
		text: "До утверждения период может измениться. Обо всех изменениях придёт письмо.",
		leaf: dates ? leafOf(dates.publishedBy, known.today) : null,
		...materials(known),
	}
}

function nextApproved(known: Known): NextText {
	const dates = datesOf(known)
	const { today, remote } = known
	if (!dates) return { title: "Аттестация идёт", text: "Специалисты готовят итоговое заключение." }
	const asked = unanswered(known)
	if (asked)
		return {
			title: `Добавьте материалы, о которых просит специалист, до ${unbroken(asked.by)}`,
			text: `${sentence(asked.what)} Прикрепите их в разделе «Документы и материалы»: оба специалиста увидят их там.`,
			leaf: leafOf(asked.byDay, today),
			...materials(known),
			go: { to: "documents", label: "Добавить материалы" },
		}
	if (remote && today <= dates.evidenceUntil)
		return {
			title: `Загрузите документы и материалы до ${inWords(dates.evidenceUntil)} включительно`,
			text: "Форма дистанционная: специалисты увидят только то, что Вы загрузите. После этого дня загрузка закроется.",
			leaf: leafOf(dates.evidenceUntil, today),
			...materials(known),
		}
	if (today < dates.startsOn)
		return {
			title: `Аттестация начнётся ${inWords(dates.startsOn)}`,
			text: remote
				? "Специалисты изучат материалы, которые Вы загрузили."
				: `Специалисты договорятся с Вами о днях посещения не позднее чем за ${days(daysLeft(dates.startsOn, dates.expertsStudyBy))} до начала.`,
			leaf: leafOf(dates.startsOn, today),
			...materials(known),
		}
	if (today > dates.centreBy)
		return {
			title: "Срок итогового заключения прошёл",
			text: "Заключения ещё нет. Позвоните муниципальному координатору: телефон ниже.",
			leaf: leafOf(dates.centreBy, today),
		}
	return {
		title: `Специалисты готовят итоговое заключение до ${inWords(dates.centreBy)}`,
		text: remote
			? "Они изучают материалы, которые Вы загрузили. О заключении придёт письмо."
			: "Специалисты посещают Ваши занятия и изучают результаты работы. О заключении придёт письмо.",
		leaf: leafOf(dates.centreBy, today),
	}
}

/** The first request to which the teacher has added nothing yet. */
const unanswered = ({ application, today }: Known) =>
	application.experts
		.flatMap(({ asked }) => (asked && asked.added === 0 && asked.byDay >= today ? [asked] : []))
		.sort((one, other) => one.byDay.localeCompare(other.byDay))[0]

function nextConclusion(known: Known): NextText {
	const dates = datesOf(known)
	const late = dates !== null && known.today > dates.centreBy
	return {
		title:
			dates && !late
				? `Просмотрите и подпишите заключение до ${inWords(dates.centreBy)}`
				: late
					? "Просмотрите и подпишите заключение как можно скорее: срок прошёл"
					: "Просмотрите и подпишите заключение",
		text: "Если согласны, распечатайте заключение, подпишите и прикрепите скан. Если не согласны, напишите комментарий: его увидят специалисты и координатор.",
		leaf: dates ? leafOf(dates.centreBy, known.today) : null,
		go: { to: "submit", label: "Просмотреть заключение" },
	}
}

function nextDisputed(known: Known): NextText {
	return {
		...nextConclusion(known),
		title: "Специалисты рассматривают Ваш комментарий",
		text: "Они могут прикрепить новое заключение: об этом придёт письмо. Если Вы передумали, подпишите нынешнее.",
	}
}

function nextSigned(known: Known): NextText {
	const dates = datesOf(known)
	return {
		title: "Ждите проверки заключения",
		text: "Заключение проверяет муниципальный координатор, затем центр аттестации. Делать ничего не нужно.",
		leaf: dates ? leafOf(dates.centreBy, known.today) : null,
	}
}

function nextAssessed(known: Known): NextText {
	const dates = datesOf(known)
	const text = decisionWords(known)
	const meeting = meetingAhead(known)
	if (meeting)
		return {
			title: `Приезжайте на заседание ${inWords(meeting.heldOn)} к ${meeting.startsAt}`,
			text,
			leaf: leafOf(meeting.heldOn, known.today),
		}
	if (!dates) return { title: "Комиссия примет решение на ближайшем заседании", text }
	return {
		title: `Комиссия примет решение до ${inWords(dates.decisionBy)}`,
		text,
		leaf: leafOf(dates.decisionBy, known.today),
	}
}

/** The sitting that the teacher was invited to, until its day has passed. */
function meetingAhead({ application: { meeting }, today }: Known) {
	return meeting && meeting.heldOn >= today ? meeting : null
}

/** How the teacher learns about the sitting and its decision. Each sentence is fulfilled by a letter. */
function decisionWords(known: Known): string {
	if (known.application.form.presence !== "present") return "О решении придёт письмо."
	const meeting = meetingAhead(known)
	return meeting
		? `Вы просили провести аттестацию в Вашем присутствии. Место: ${meeting.place.replace(/\.$/u, "")}. Если день, время или место изменятся, придёт письмо. О решении тоже придёт письмо.`
		: "Вы выбрали заседание в Вашем присутствии: дату, время и место сообщат письмом, придётся приехать. О решении придёт письмо."
}

function nextDiscarded(): NextText {
	return {
		title: "Черновик удалён",
		text: "Если Вы удалили его по ошибке, верните: все ответы и документы сохранены. Новое заявление можно начать ниже.",
		event: "form.restore",
	}
}

/** Evidence that can already be uploaded. The remote form requires it; the in-person form allows it. */
function materials(known: Known): Pick<NextView, "tasks" | "go"> {
	return {
		tasks: evidenceOf(known),
		go: known.remote ? { to: "documents", label: "Загрузить документы и материалы" } : null,
	}
}

function evidenceOf({ application: { documents, form }, remote, today }: Known): TaskView[] {
	if (!remote) return []
	const evidence = documents.filter((one) => one.purpose === "evidence")
	const links = documents.filter((one) => one.purpose === "lesson_link").length
	const written = [form.lesson1, form.lesson2].filter(Boolean).length
	const lessons = Math.min(Math.max(links, written), LESSONS_ASKED)
	const proved = new Set(evidence.map((one) => one.criterion).filter((criterion) => criterion !== null)).size
	const criteria = criteriaOf(form.claimedCategory || "first", today).criteria.length
	return [
		{
			name: "Подтверждения показателей",
			to: "documents",
			note:
				evidence.length > 0 ? `Загружено файлов и ссылок: ${evidence.length}` : "Пока ничего не загружено",
			done: proved >= criteria,
			sign: `${proved} из ${criteria}`,
		},
		{
			name: "Записи двух уроков",
			to: "documents",
			note: lessons < LESSONS_ASKED ? "Добавьте ссылки на записи" : "",
			done: lessons >= LESSONS_ASKED,
			sign: `${lessons} из ${LESSONS_ASKED}`,
		},
	]
}
