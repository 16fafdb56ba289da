import type { DateView } from "#app/domain/calendar/calendar.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { TermLeft } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"

/** Dates as a list: what is due, for whom, how long until then, and the rule behind it. */
export function Dates({ dates, withDay }: { dates: readonly DateView[]; withDay?: boolean }) {
	return (
		<ul className="tasks">
			{dates.map(({ key, day, on, time, title, about, to, rule, role, left, tone }) => (
				<li key={key}>
					<span className="tasks__name">
						{to ? <Link to={to}>{title}</Link> : <b>{title}</b>}
						<small>
							{withDay ? (
								<>
									<time dateTime={on}>{day}</time>
									{time ? ` в ${time}` : ""} ·{" "}
								</>
							) : time ? (
								`в ${time} · `
							) : null}
							{about}
							{role ? ` · ${role}` : ""}
							{withDay ? null : (
								<>
									{" · "}
									<Link to={rule}>правило</Link>
								</>
							)}
						</small>
					</span>
					<TermLeft tone={tone ?? undefined}>{left}</TermLeft>
				</li>
			))}
		</ul>
	)
}

/** «Ближайшее» on a home page. */
export function Nearest({ dates }: { dates: readonly DateView[] }) {
	return (
		<MarginSection
			title="Ближайшее"
			note={
				<p>
					<Link to={paths.calendar()}>Весь календарь</Link>
				</p>
			}
		>
			{dates.length > 0 ? (
				<Dates dates={dates} withDay />
			) : (
				<p className="muted">В ближайшие три месяца сроков нет.</p>
			)}
		</MarginSection>
	)
}
