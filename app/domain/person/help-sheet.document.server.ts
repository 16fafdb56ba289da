import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { type Actor, organisationsOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { env } from "#app/utils/env.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { notePeople } from "#app/utils/request-scope.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf, type TagOf } from "#machines/lifecycle.ts"
import { helpersOf } from "../application/overview/teacher-help.view.server.ts"
import { POST_SELECT, positionLine, postFrom } from "./post.ts"

const FILL = [
	"Откройте раздел «Заявление» и заполните его: набранное сохраняется само, продолжить можно в любой день.",
	"Нажмите «Сформировать заявление», распечатайте заявление и подпишите его.",
]
const SUBMIT = [
	"Отсканируйте все подписанные страницы в один файл PDF; годятся и снимки страниц.",
	"В разделе «Подать заявление» скачайте таблицы результатов, заполните их и прикрепите вместе со сканом. При упрощённой форме вместо таблиц прикрепите документ основания.",
	"Нажмите «Подать заявление» и дождитесь письма о регистрации.",
]
const FOLLOW = [
	"Следите за статусом на главной странице кабинета: там сказано, что сделать дальше и к какому сроку.",
]

interface Standing {
	status: string
	/** The steps for the teacher. */
	steps: readonly string[]
	/** A text for the helping coordinator, or empty if there is nothing to help with. */
	help: string
}

/** What is done and what remains, by the latest application at this organisation. */
export function standing(state: string | undefined): Standing {
	if (!state)
		return {
			status: "заявление не подано",
			steps: [...FILL, ...SUBMIT],
			help: "Распечатайте памятку и помогите войти. Если пароль забыт, его меняют по ссылке «Забыли пароль?» на странице входа.",
		}
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, state, tag)
	if (is("formed"))
		return {
			status: "заявление сформировано, скан не прикреплён",
			steps: SUBMIT,
			help: "Помогите подписать и отсканировать заявление. Скан и второй файл можете прикрепить Вы.",
		}
	if (is("draft"))
		return {
			status: "заявление заполняется, но ещё не сформировано",
			steps: [...FILL, ...SUBMIT],
			help: "Помогите дозаполнить заявление и нажать «Сформировать заявление»: набранное сохранено.",
		}
	if (is("turnedBack"))
		return {
			status: "заявление отклонено",
			steps: ["Прочитайте причину и нажмите «Исправить и подать снова».", ...FILL, ...SUBMIT],
			help: "Прочитайте вместе причину и помогите исправить: педагог нажимает «Исправить и подать снова».",
		}
	return { status: `«${shortOf(applicationLifecycle, state)}»`, steps: FOLLOW, help: "" }
}

/**
 * The sheet that a school coordinator prints for a teacher: login, address, what remains to be done. It never contains the
 * password.
 * @throws DomainError not-found unless the teacher works at one of the coordinator's organisations
 */
export async function renderHelpSheet({
	actor,
	teacherId,
	now,
}: {
	actor: Actor
	teacherId: string
	now: Date
}) {
	const engagement = await prisma.engagement.findFirst({
		where: { personId: teacherId, role: "teacher", to: null, organisationId: { in: organisationsOf(actor) } },
		orderBy: { from: "desc" },
		select: { ...POST_SELECT, organisationId: true, municipalityCode: true, person: true },
	})
	if (!engagement?.organisationId || engagement.person.blockedAt || engagement.person.awaitsOwner)
		throw notFound()
	const { person, organisationId } = engagement
	notePeople([teacherId])
	const [latest, helpers] = await Promise.all([
		prisma.application.findFirst({
			where: { teacherId, organisationId },
			orderBy: { createdAt: "desc" },
			select: { state: true },
		}),
		helpersOf(teacherId, engagement),
	])
	const { status, steps } = standing(latest?.state)
	const post = postFrom(person, engagement)
	return printDocument(documentForms["help-sheet"], {
		teacher: { name: fullName(person), position: positionLine(post), workplace: post.workplace },
		status,
		address: env.PUBLIC_URL,
		username: person.username,
		steps: steps.map((text, index) => ({ number: String(index + 1), text })),
		helpers: helpers.map(({ title, name, phone }) => ({ post: title, name, phone: phone || null })),
		date: shortDate(civilDate(now)),
	})
}
