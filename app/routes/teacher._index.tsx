import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { StatusPanel } from "#app/components/application/status-panel.tsx"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { BeginApplication, Choices } from "#app/components/teacher/begin.tsx"
import { Documents, Happened, Helpers, Next } from "#app/components/teacher/home.tsx"
import { Way } from "#app/components/teacher/way.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { viewTeacherHome } from "#app/domain/application/overview/teacher-home.view.server.ts"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Статус заявления")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "teacher")
	const wanted = new URL(request.url).searchParams.get("application")
	const [home, nearest] = await Promise.all([
		viewTeacherHome({ actor, wanted, now: now() }).catch(raise),
		nearestDates({ actor, role: "teacher", now: now() }),
	])
	return { ...home, nearest }
}

export default function TeacherHome() {
	const { application, choices, named, begin, best, helpers, former, today, nearest } =
		useLoaderData<typeof loader>()
	return (
		<>
			{application ? (
				<StatusPanel
					state={application.state}
					text={application.status}
					sub={application.sub}
					people={application.people}
				>
					{application.stations.length > 0 ? (
						<Way stations={application.stations} now={application.now} />
					) : null}
				</StatusPanel>
			) : (
				<StatusPanel state="none" text="Заявление не подано" />
			)}
			<Wrap>
				<Choices choices={choices} current={application?.id ?? null} to={paths.teacher} />
				{application ? (
					<Next application={application} named={named} today={today} best={best} />
				) : (
					<MarginSection title="Что нужно сделать" note={`Сегодня ${today}`}>
						<BeginApplication places={begin} best={best} />
					</MarginSection>
				)}
				{application && begin.length > 0 ? (
					<MarginSection title="Новое заявление">
						<BeginApplication places={begin} again />
					</MarginSection>
				) : null}
				{/* On a wide screen they stand beside the status. */}
				{application?.people.list.length ? (
					<MarginSection title={application.people.title} className="only-narrow">
						{application.people.list.map(({ name, note }) => (
							<p key={name}>
								<b>{name}</b>
								<br />
								<span className="small muted">{note}</span>
							</p>
						))}
					</MarginSection>
				) : null}
				<Nearest dates={nearest} />
				{application ? <Happened happened={application.happened} /> : null}
				{application ? (
					<Documents
						documents={application.documents}
						named={named}
						former={former}
						receipt={application.receipt ? paths.teacherReceipt(application.id) : null}
					/>
				) : null}
				<Helpers helpers={helpers} />
			</Wrap>
		</>
	)
}
