import { Icon, type IconName } from "./icon.tsx"

export type Figure = {
	count: number
	label: string
	to: string
	current?: boolean
	tone?: "wait" | "bad"
}

const signs: Record<NonNullable<Figure["tone"]>, IconName> = { wait: "clock", bad: "warn" }
const counts = new Intl.NumberFormat("ru-RU")

/** Counts above a list. Each is a link that filters the list. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
	return (
		<ul className="figures">
			{figures.map((figure) => (
				<li key={figure.label} className={figure.tone ? `is-${figure.tone}` : undefined}>
					<a href={figure.to} aria-current={figure.current ? "true" : undefined}>
						<b>
							{figure.tone ? <Icon name={signs[figure.tone]} /> : null}
							{counts.format(figure.count)}
						</b>
						<span>{figure.label}</span>
					</a>
				</li>
			))}
		</ul>
	)
}
