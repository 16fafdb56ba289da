import { type Frame, OUTSIDE_WORDS } from "#app/domain/application/inspection/inspection.ts"
import type { InspectionView } from "#app/domain/application/inspection/inspection.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { InspectionEvent } from "#machines/browser/inspection.machine.ts"
import { Select } from "../forms/forms.tsx"
import { Acts, buttonClass } from "../ui/button.tsx"
import { classes } from "../ui/classes.ts"

/** Null without a script: then links and the form lead to another moment. */
export type Send = ((event: InspectionEvent) => void) | null

type MomentProps = { view: InspectionView; frame: Frame; compared: number | null; send: Send }

export function InspectionMoment({ view, frame, compared, send }: MomentProps) {
	const { step } = frame
	const { steps } = view
	const index = steps.findIndex(({ seq }) => seq === step.seq)
	const words = `Запись ${step.seq} из ${steps.at(-1)?.seq ?? 0}, ${step.when}`
	return (
		<section aria-labelledby="moment">
			<h2 id="moment">{words}</h2>
			<p className="mt-2">
				<b>{step.short}</b> — {step.title}, {step.who}
				{step.reason ? <span className="muted">. Причина: {step.reason}</span> : null}
			</p>
			{send ? (
				<>
					<label className="hide" htmlFor="slider">
						Момент
					</label>
					<input
						id="slider"
						className="slider mt-3"
						type="range"
						min="0"
						max={steps.length - 1}
						value={index}
						aria-valuetext={`${words}: ${step.short}`}
						onChange={({ currentTarget }) => {
							const chosen = steps[Number(currentTarget.value)]
							if (chosen) send({ type: "moment.choose", seq: chosen.seq })
						}}
					/>
					<Acts className="acts--pair mt-3">
						<button
							type="button"
							className={buttonClass("second", true)}
							onClick={() => send({ type: "moment.back" })}
						>
							Предыдущая
						</button>
						<button
							type="button"
							className={buttonClass("second", true)}
							onClick={() => send({ type: "moment.on" })}
						>
							Следующая
						</button>
					</Acts>
				</>
			) : (
				<MomentForm view={view} at={step.seq} compared={compared} />
			)}
		</section>
	)
}

/** Chooses the second moment. It stands below the drawing, so that a phone shows the drawing on its first screen. */
export function InspectionCompare({
	view,
	compared,
	link,
	send,
}: {
	view: InspectionView
	compared: number | null
	link: string
	send: NonNullable<Send>
}) {
	return (
		<Acts>
			<label className="moment__compare">
				Сравнить с записью{" "}
				<select
					className="select"
					value={compared ?? ""}
					onChange={({ currentTarget: { value } }) =>
						send({ type: "compare.choose", seq: value === "" ? null : Number(value) })
					}
				>
					<option value="">не сравнивать</option>
					{view.steps.map(({ seq, day, short }) => (
						<option key={seq} value={seq}>
							{seq}. {day}, {short}
						</option>
					))}
				</select>
			</label>
			<a href={link}>Ссылка на этот момент</a>
		</Acts>
	)
}

function MomentForm({ view, at, compared }: { view: InspectionView; at: number; compared: number | null }) {
	const options = view.steps.map(({ seq, day, short }) => ({
		value: String(seq),
		label: `${seq}. ${day}, ${short}`,
	}))
	return (
		<form className="filters filters--in mt-3" method="get">
			<Select name="at" label="Момент" options={options} defaultValue={String(at)} width="medium" />
			<Select
				name="to"
				label="Сравнить с записью"
				options={options}
				placeholder="не сравнивать"
				defaultValue={compared === null ? "" : String(compared)}
				width="medium"
			/>
			<button type="submit" className={buttonClass("second")}>
				Показать
			</button>
		</form>
	)
}

/** The states in the order in which the application went through them. Each links to its moment. */
export function InspectionStations({
	view,
	moment,
	send,
}: {
	view: InspectionView
	moment: number
	send: Send
}) {
	const moved = view.steps.filter((step) => step.moved)
	const now = moved.filter(({ seq }) => seq <= moment).at(-1)
	return (
		<ol className="stations" aria-label="Состояния по порядку">
			{moved.map(({ seq, day, short, outside }, index) => (
				<li
					key={seq}
					className={classes(
						seq === now?.seq && "is-now",
						seq > moment && "is-ahead",
						outside !== null && "is-outside",
					)}
				>
					<a
						href={paths.operatorInspection(view.id, { at: seq })}
						aria-current={seq === now?.seq ? "step" : undefined}
						onClick={(click) => {
							if (!send) return
							click.preventDefault()
							send({ type: "moment.choose", seq })
						}}
					>
						{index + 1}. {short}
						<small>
							{day}
							{outside ? `, ${OUTSIDE_WORDS[outside]}` : ""}
						</small>
					</a>
				</li>
			))}
		</ol>
	)
}
