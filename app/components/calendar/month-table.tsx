import type { CalendarView } from "#app/domain/calendar/calendar.view.server.ts"
import { longDate } from "#app/utils/russian.ts"
import { classes } from "../ui/classes.ts"

const WEEKDAYS = [
	["Пн", "понедельник"],
	["Вт", "вторник"],
	["Ср", "среда"],
	["Чт", "четверг"],
	["Пт", "пятница"],
	["Сб", "суббота"],
	["Вс", "воскресенье"],
] as const

type Day = CalendarView["weeks"][number][number]

/** The anchor of a day in the list below the table. */
export const dayAnchor = (date: string) => `d-${date}`

/** A month as a table. On a phone each day shows only a number of dates, which links to the list below. */
export function MonthTable({ label, weeks }: Pick<CalendarView, "label" | "weeks">) {
	return (
		<table className="month">
			<caption className="hide">Сроки: {label}</caption>
			<thead>
				<tr>
					{WEEKDAYS.map(([short, name]) => (
						<th key={short} scope="col">
							<abbr title={name}>{short}</abbr>
						</th>
					))}
				</tr>
			</thead>
			<tbody>
				{weeks.map((week) => (
					<tr key={week[0]?.date}>
						{week.map((day) => (
							<td
								key={day.date}
								className={classes(!day.inMonth && "is-other", day.isToday && "is-today")}
								aria-current={day.isToday ? "date" : undefined}
							>
								<DayCell day={day} />
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	)
}

/** How many titles fit into a cell. */
const SHOWN = 3

function DayCell({ day: { date, day, titles } }: { day: Day }) {
	if (titles.length === 0) return <span className="month__plain month__day">{day}</span>
	return (
		<a href={`#${dayAnchor(date)}`} className="month__due">
			<span className="month__day">{day}</span>
			<span className="hide">{`${longDate(date)}, сроков: ${titles.length}`}</span>
			<span className="month__count" aria-hidden="true">
				{titles.length}
			</span>
			<span className="month__titles" aria-hidden="true">
				{titles.slice(0, SHOWN).map((title, index) => (
					<span key={`${index}-${title}`}>{title}</span>
				))}
				{titles.length > SHOWN ? <span>{`и ещё ${titles.length - SHOWN}`}</span> : null}
			</span>
		</a>
	)
}
