export function PathLegend() {
	return (
		<ul className="machine-legend" aria-label="Обозначения">
			<li>
				<svg viewBox="0 0 36 20" aria-hidden="true" className="mc-state is-here">
					<rect className="mc-halo" x="3" y="3" width="30" height="14" rx="5" />
					<rect className="mc-body" x="4" y="4" width="28" height="12" rx="4" />
				</svg>
				в этот момент здесь
			</li>
			{LINES.map(([look, words]) => (
				<li key={look}>
					<svg viewBox="0 0 36 20" aria-hidden="true" className={`mc-edge ${look}`}>
						<path className="mc-line" d="M1 10h34" />
					</svg>
					{words}
				</li>
			))}
			<li>
				<svg viewBox="0 0 36 22" aria-hidden="true" className="mc-outside">
					<rect x="1" y="1" width="34" height="20" rx="10" />
				</svg>
				номер шага мимо линий схемы: вручную или переносом на новую версию
			</li>
		</ul>
	)
}

const LINES = [
	["is-walked", "пройдено, цифра — номер шага"],
	["is-possible", "возможно сейчас"],
	["is-dim", "не было"],
] as const

const AGES = [
	["1", "медиана до 7 дней"],
	["2", "8–20 дней"],
	["3", "21–30 дней"],
	["4", "больше 30 дней"],
	["0", "пусто или конечное"],
] as const

export function MapLegend() {
	return (
		<ul className="machine-legend" aria-label="Обозначения">
			{AGES.map(([age, words]) => (
				<li key={age}>
					<svg viewBox="0 0 36 20" aria-hidden="true">
						<rect className={`mc-count is-${age}`} x=".75" y=".75" width="34.5" height="18.5" rx="4" />
						<rect className="mc-frame" x=".75" y=".75" width="34.5" height="18.5" rx="4" />
					</svg>
					{words}
				</li>
			))}
			<li>
				<svg viewBox="0 0 36 20" aria-hidden="true">
					<rect className="mc-frame" x=".75" y=".75" width="34.5" height="18.5" rx="5" />
					<rect className="mc-frame" x="4" y="4" width="28" height="12" rx="3" />
				</svg>
				двойная рамка — конечное состояние
			</li>
		</ul>
	)
}
