import type { PublicSchedule as Schedule } from "#app/domain/schedule/public-schedule.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { ButtonLink } from "../ui/button.tsx"
import { Tag } from "../ui/tag.tsx"
import { ScheduleTable } from "./schedule-table.tsx"

type PublicScheduleProps = {
	schedule: Schedule
	periodId: string
	label: string
	prepositional: string
}

/** One approved schedule for the public, with the heading of the paper. */
export function PublicSchedule({ schedule, periodId, label, prepositional }: PublicScheduleProps) {
	const { municipality, municipalityCode, order, coordinator, entries } = schedule
	const heading = `schedule-${municipalityCode}`
	return (
		<section aria-labelledby={heading}>
			<div className="between">
				<div>
					<h2 id={heading}>
						График проведения аттестации педагогических работников муниципального образования «{municipality}»
					</h2>
					<p className="mt-3">
						в целях установления квалификационной категории <span className="nowrap">{prepositional}</span>
					</p>
				</div>
				<ButtonLink
					to={paths.publicScheduleDocument(periodId, municipalityCode)}
					tone="second"
					small
					sign="down"
					download
				>
					Скачать график (Word)
				</ButtonLink>
			</div>
			<p className="cluster mt-4">
				<Tag tone="go-solid" sign="calok">
					Утверждён
				</Tag>
				<span className="small">
					{order}
					{coordinator ? (
						<>
							. Координатор: {coordinator.name}
							{coordinator.workPhone ? (
								<>
									,{" "}
									<a className="nowrap" href={`tel:${coordinator.workPhone.replace(/[^\d+]/g, "")}`}>
										{coordinator.workPhone}
									</a>
									, рабочий телефон
								</>
							) : null}
						</>
					) : null}
				</span>
			</p>
			<ScheduleTable caption={`График проведения аттестации, ${municipality}, ${label}`} entries={entries} />
		</section>
	)
}
