import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Dates } from "#app/components/calendar/dates.tsx"
import { Feed } from "#app/components/calendar/feed.tsx"
import { dayAnchor, MonthTable } from "#app/components/calendar/month-table.tsx"
import { FormAlert } from "#app/components/forms/forms.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { viewCalendar } from "#app/domain/calendar/calendar.view.server.ts"
import { openFeed, revokeFeed } from "#app/domain/calendar/feed.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data: loaded }) =>
	loaded ? `Календарь, ${loaded.view.label}` : "Календарь",
)

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const asked = new URL(request.url).searchParams.get("month")
	const [view, frame] = await Promise.all([viewCalendar({ actor, asked, now: now() }), profileFrame(actor)])
	return { view, frame }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const intent = (await receiveForm(request)).get("intent")
	if (intent === "open") {
		await openFeed({ actor, now: now() })
		return redirectWithToast(paths.calendar(), "Личный адрес календаря создан")
	}
	if (intent === "revoke") {
		const ended = await revokeFeed({ actor, now: now() })
		return redirectWithToast(
			paths.calendar(),
			ended ? "Адрес отключён: он больше не работает" : "Адреса уже нет",
		)
	}
	return data({ refused: "Выберите, что сделать с адресом календаря." }, 400)
}

export default function CalendarPage() {
	const { view, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { label, weeks, days, before, after, feed } = view
	return (
		<Cabinet {...frame}>
			<PageHead title="Календарь" lead="Ваши сроки: что, к какому дню и по какому правилу.">
				<nav className="monthnav" aria-label="Месяцы">
					<Link to={paths.calendar(before.month)}>← {before.label}</Link>
					<b>{label}</b>
					<Link to={paths.calendar(after.month)}>{after.label} →</Link>
				</nav>
			</PageHead>
			<Wrap>
				<FormAlert message={answer?.refused} />
				<MonthTable label={label} weeks={weeks} />
				{days.length === 0 ? (
					<Empty title="В этом месяце сроков нет" sign="cal">
						Посмотрите следующий месяц: сроки появляются, когда подано заявление или назначен период.
					</Empty>
				) : (
					days.map(({ date, day, dates }) => (
						<MarginSection key={date} id={dayAnchor(date)} title={day}>
							<Dates dates={dates} />
						</MarginSection>
					))
				)}
				<MarginSection title="В Вашем календаре" note={<p>Телефон, компьютер</p>}>
					<Feed feed={feed} />
				</MarginSection>
			</Wrap>
		</Cabinet>
	)
}
