import type { ApplicationView } from "#app/domain/application/application.view.server.ts"
import type { CoordinatorsApplication } from "#app/domain/application/registration/municipality-application.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { EventForm } from "../forms/event-form.tsx"
import { RadioPlates, TextArea } from "../forms/forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"
import { Phone } from "./application.tsx"

/** Own words instead of a typical reason: no code is sent that the reference data knows. */
const OTHER = "other"

export function RejectPanel({
	view,
	reasons,
}: {
	view: ApplicationView
	reasons: CoordinatorsApplication["rejectionReasons"]
}) {
	const { button = "" } = view.events["application.reject"] ?? {}
	return (
		<Panel title="Отклонить заявление" tone="bad" id="reject">
			{view.phone ? (
				<Alert tone="wait" sign="info">
					Педагоги не всегда смотрят статус. Лучше ещё и позвонить: <Phone phone={view.phone} />, мобильный
				</Alert>
			) : null}
			<EventForm
				event="application.reject"
				label={`${button} заявление`}
				tone="bad-solid"
				version={view.version}
				className="mt-5"
			>
				<RadioPlates
					name="reasonCode"
					label="Причина отклонения"
					choices={[...reasons, { value: OTHER, label: "Другая причина", note: "напишите её ниже" }]}
				/>
				<TextArea
					name="reason"
					label="Пояснение для педагога"
					hint="Педагог увидит этот текст в кабинете и в письме. Если причина другая, пояснение обязательно."
					className="mt-5"
				/>
			</EventForm>
		</Panel>
	)
}

/** What may be done with it in its present state, each on the page made for it. */
export function FurtherActs({ shown }: { shown: CoordinatorsApplication }) {
	const { view, withdrawable, withdrawalWaits } = shown
	const may = (event: string) => Boolean(view.events[event]?.allowed && view.events[event]?.possible)
	const acts = [
		may("schedule.assign") && {
			to: paths.schedulingOf(view.id),
			label: "Назначить период и специалистов",
		},
		(may("conclusion.attach") || may("conclusion.replace")) && {
			to: paths.attestationOf(view.id),
			label: "Прикрепить итоговое заключение",
		},
		may("conclusion.assess") && { to: paths.attestationOf(view.id), label: "Аттестовать" },
		withdrawalWaits && { to: paths.municipalityWithdrawals(), label: "Рассмотреть заявление на отзыв" },
		withdrawable &&
			!withdrawalWaits && {
				to: paths.exclusion(view.id),
				label: "Отозвать заявление за педагога",
			},
	].filter((act) => act !== false)
	if (acts.length === 0) return null
	return (
		<Panel title="Что ещё можно сделать" tone="tint" small>
			<Acts className="mt-3">
				{acts.map(({ to, label }) => (
					<ButtonLink key={label} to={to} tone="second">
						{label}
					</ButtonLink>
				))}
			</Acts>
		</Panel>
	)
}
