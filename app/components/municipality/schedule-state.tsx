import type { ScheduleView } from "#app/domain/schedule/schedule.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { Acts, BareAct } from "../acts/acts.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"

/** The head of one schedule for the coordinator: its state, both versions to download, and what blocks the approval. */
export function ScheduleState({
	schedule,
	refusal,
}: {
	schedule: ScheduleView
	refusal: ActingOn["refusal"]
}) {
	const on: ActingOn = {
		noun: "schedule",
		cabinet: "municipality",
		id: schedule.id,
		version: schedule.version,
		events: schedule.events,
		hidden: { scheduleId: schedule.id },
		refusal,
	}
	return (
		<>
			<h2>
				График проведения аттестации педагогических работников муниципального образования «
				{schedule.municipality}»
			</h2>
			<p className="mt-3">
				в целях установления квалификационной категории{" "}
				<span className="nowrap">{schedule.prepositional}</span>
			</p>
			<p className="cluster mt-4">
				<StatusTag state={schedule.state} subject="schedule">
					{schedule.short}
				</StatusTag>
				<span className="small">
					{schedule.order
						? `Утверждён распоряжением от ${schedule.order.date} № ${schedule.order.number}`
						: schedule.mayClose
							? `Заполняется по ${schedule.closesOn} включительно`
							: `Заполнялся по ${schedule.closesOn}, ждёт утверждения оператором`}
				</span>
			</p>
			<Versions schedule={schedule} />
			{schedule.approved ? null : <Blockers schedule={schedule} />}
			<BareAct on={on} event="schedule.close" sign="lock" className="mt-5" />
			<Acts on={on} />
		</>
	)
}

function Versions({ schedule }: { schedule: ScheduleView }) {
	const { approved, periodId } = schedule
	return (
		<div className="two mt-5">
			<div>
				<h3>Не утвержденный график проведения аттестации за указанный период</h3>
				{approved ? (
					<p className="muted mt-3">График за этот период уже утверждён.</p>
				) : (
					<Download schedule={schedule} version="unapproved" />
				)}
			</div>
			<div>
				<h3>Утвержденный график проведения аттестации за указанный период</h3>
				{approved ? (
					<>
						<Download schedule={schedule} version="approved" />
						<p className="mt-3 small">
							<Link to={paths.publicSchedule(periodId, schedule.municipalityCode)}>
								Открытая страница графика
							</Link>
						</p>
					</>
				) : (
					<p className="muted mt-3">График ещё не утверждён. Утверждает оператор, когда период закрыт.</p>
				)}
			</div>
		</div>
	)
}

function Download({ schedule, version }: { schedule: ScheduleView; version: "unapproved" | "approved" }) {
	const address = paths.municipalityScheduleDocument(schedule.periodId, version)
	return (
		<p className="mt-3">
			<ButtonLink
				to={`${address}&municipality=${schedule.municipalityCode}`}
				tone="second"
				small
				sign="down"
				download
			>
				Скачать
				<span className="hide">
					{version === "approved" ? " утверждённый график" : " неутверждённый график"} (Word)
				</span>
			</ButtonLink>
		</p>
	)
}

/** Names the teachers who block the approval of the schedule. */
function Blockers({ schedule }: { schedule: ScheduleView }) {
	const { withoutTwoExperts, withdrawalWaits } = schedule
	if (withoutTwoExperts.length === 0 && withdrawalWaits.length === 0) {
		return schedule.entries.length === 0 ? null : (
			<Alert tone="good" className="mt-5" title="Утверждению ничто не мешает">
				У каждого назначены оба специалиста, заявлений на отзыв нет.
			</Alert>
		)
	}
	return (
		<Alert tone="wait" className="mt-5" title="Утвердить график пока нельзя">
			{withoutTwoExperts.length > 0 ? (
				<p>
					Назначены не оба специалиста: {withoutTwoExperts.join(", ")}.{" "}
					<Link to={paths.scheduling({ period: schedule.periodId })}>Назначить</Link>
				</p>
			) : null}
			{withdrawalWaits.length > 0 ? (
				<p>
					Ждут решения заявления на отзыв: {withdrawalWaits.join(", ")}.{" "}
					<Link to={paths.municipalityWithdrawals()}>Рассмотреть</Link>
				</p>
			) : null}
		</Alert>
	)
}
