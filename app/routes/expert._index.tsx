import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Nearest } from "#app/components/calendar/dates.tsx"
import { LeaveWork } from "#app/components/expert/leave.tsx"
import { ProcedureSteps } from "#app/components/expert/steps.tsx"
import { Alert, Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewExpertHome } from "#app/domain/application/assessment/expert-attestation.view.server.ts"
import { nearestDates } from "#app/domain/calendar/calendar.view.server.ts"
import { leaveWorkFromForm } from "#app/domain/expert/leave-work.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Главная специалиста")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "expert")
	const [home, nearest] = await Promise.all([
		viewExpertHome({ actor, now: now() }),
		nearestDates({ actor, role: "expert", now: now() }),
	])
	return { ...home, nearest }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "expert")
	const form = await receiveForm(request)
	try {
		return redirectWithToast(paths.expert(), await leaveWorkFromForm({ actor, form, now: now() }))
	} catch (error) {
		return refusal(error, form.texts())
	}
}

const TEACHERS = ["педагогический работник", "педагогических работника", "педагогических работников"] as const

export default function ExpertHome() {
	const { count, unanswered, disputed, periods, open, nearest } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>() ?? null
	return (
		<>
			<PageHead
				title="Личный кабинет специалиста по аттестации"
				lead={
					<>
						Количество педагогических работников, назначенных Вам на аттестацию = <b>{count}</b>. Они
						утверждены в графике, и принятого заключения по ним ещё нет.
					</>
				}
				acts={
					count > 0 ? <ButtonLink to={paths.expertAttestation()}>Перейти к аттестации</ButtonLink> : undefined
				}
			/>
			<Page className="stack-l">
				{disputed > 0 ? (
					<Alert tone="talk" title={`Не согласны с заключением: ${counted(disputed, TEACHERS)}`}>
						<Link to={paths.expertAttestation()}>Прочитать комментарии и заменить заключение</Link>
					</Alert>
				) : null}
				{unanswered > 0 ? (
					<Alert tone="wait" title={`Ждут Вашего ответа: ${counted(unanswered, TEACHERS)}`}>
						<Link to={paths.expertAttestation()}>Отметьте «Принял(а) к работе» или «Не могу»</Link>
					</Alert>
				) : null}
				<Nearest dates={nearest} />
				{periods.map(({ id, label, count: inPeriod, steps }) => (
					<MarginSection key={id} title={`Период ${label}`} note={counted(inPeriod, TEACHERS)}>
						<ProcedureSteps steps={steps} />
					</MarginSection>
				))}
				{count === 0 ? (
					<Empty
						title="Сейчас Вам никто не назначен"
						act={
							<ButtonLink to={paths.profile()} tone="second">
								Проверить личные данные
							</ButtonLink>
						}
					>
						Педагоги появятся здесь после утверждения графика, Вы получите письмо. В графике печатаются Ваши
						должность и место работы: проверьте их.
					</Empty>
				) : null}
				{open > 0 ? <LeaveWork count={open} refusal={refused} /> : null}
			</Page>
		</>
	)
}
