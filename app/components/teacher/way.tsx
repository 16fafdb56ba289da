import type { ReactNode } from "react"
import { classes } from "../ui/classes.ts"
import { Icon } from "../ui/icon.tsx"

export type Station = { label: string; note?: ReactNode; step: "done" | "now" | "ahead" }

/** The way of an application in stations. On a phone it shrinks to dots and the sentence `now`. */
export function Way({ stations, now }: { stations: readonly Station[]; now?: ReactNode }) {
	const done = stations.filter((station) => station.step === "done").length
	const current = stations.find((station) => station.step === "now")
	const label = `Путь заявления: пройдено ${done} из ${stations.length}${current ? `, сейчас «${current.label}»` : ""}`
	return (
		<>
			<ol className="way" aria-label={label}>
				{stations.map((station, index) => (
					<li
						key={station.label}
						className={classes(station.step === "done" && "is-done", station.step === "now" && "is-now")}
						aria-current={station.step === "now" ? "step" : undefined}
					>
						<i>{station.step === "done" ? <Icon name="check" /> : index + 1}</i>
						<span>
							{station.label}
							{station.note ? <small>{station.note}</small> : null}
						</span>
					</li>
				))}
			</ol>
			{now ? <p className="way__now only-narrow">{now}</p> : null}
		</>
	)
}
