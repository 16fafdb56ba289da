import { useLocation } from "@remix-run/react"
import { type MouseEvent, type ReactNode, useState } from "react"
import { paths } from "#app/utils/paths.ts"
import { classes } from "../ui/classes.ts"
import { Icon, type IconName } from "../ui/icon.tsx"
import {
	addressOfSight,
	pagesInSight,
	type Sight,
	sightAfter,
	sightBefore,
	sightIn,
	type ViewedPaper,
	ZOOMS,
} from "./viewed-paper.ts"

/** More papers than this in the bar would push the sheets off the screen. */
const IN_THE_BAR = 4
/** A sheet that is wider than the viewer must be reachable by keyboard. */
const scrollable = { tabIndex: 0 }

/**
 * The papers of an application, a sheet or two at a time, as images that the server makes. Its controls are links that say
 * in the address what to show; a script shows it at once, without another load.
 */
export function Viewer({ papers, label }: { papers: readonly ViewedPaper[]; label: string }) {
	const { pathname, search } = useLocation()
	const query = new URLSearchParams(search)
	const [sight, show] = useState(() => sightIn(query, papers))
	const steerTo = (to: Sight) => ({
		href: addressOfSight(pathname, query, to),
		onClick: (event: MouseEvent) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return
			event.preventDefault()
			show(to)
		},
	})
	const { paper } = sight
	if (!paper) return <p className="viewer viewer__none">К заявлению не прикреплено ни одного файла.</p>
	return (
		<section className="viewer" aria-label={label}>
			<Papers papers={papers} shown={paper} steerTo={steerTo} />
			<div className="viewer__bar">
				{paper.pages > 0 ? <Controls sight={sight} steerTo={steerTo} /> : null}
				<a href={paper.href} target="_blank" rel="noreferrer" className="viewer__tool">
					<Icon name="file" />
					Открыть {paper.sign}
				</a>
			</div>
			{paper.pages > 0 ? (
				<Sheets sight={sight} paper={paper} steerTo={steerTo} />
			) : (
				<p className="viewer__none">
					Файл {paper.sign} здесь не показывается.{" "}
					<a href={paper.href} target="_blank" rel="noreferrer">
						Откройте его
					</a>{" "}
					на своём компьютере.
				</p>
			)}
		</section>
	)
}

type SteerTo = (to: Sight) => { href: string; onClick: (event: MouseEvent) => void }

const startOf = (paper: ViewedPaper): Sight => ({ paper, sheet: 1, turn: 0, zoom: 1 })

function Papers({
	papers,
	shown,
	steerTo,
}: {
	papers: readonly ViewedPaper[]
	shown: ViewedPaper
	steerTo: SteerTo
}) {
	if (papers.length < 2) return null
	const one = (paper: ViewedPaper) => (
		<a
			key={paper.id}
			{...steerTo(startOf(paper))}
			className="viewer__paper"
			aria-current={paper.id === shown.id ? "true" : undefined}
		>
			{paper.title}
		</a>
	)
	const rest = papers.slice(IN_THE_BAR)
	return (
		<nav className="viewer__papers" aria-label="Документы заявления">
			{papers.slice(0, IN_THE_BAR).map(one)}
			{rest.length > 0 ? (
				<details>
					<summary>Ещё {rest.length}</summary>
					<div className="viewer__more">{rest.map(one)}</div>
				</details>
			) : null}
		</nav>
	)
}

function Controls({ sight, steerTo }: { sight: Sight; steerTo: SteerTo }) {
	const pages = pagesInSight(sight)
	const total = sight.paper?.pages ?? 0
	const larger = ZOOMS[ZOOMS.indexOf(sight.zoom) + 1]
	const smaller = ZOOMS[ZOOMS.indexOf(sight.zoom) - 1]
	return (
		<>
			<Tool to={sightBefore(sight)} steerTo={steerTo} sign="left">
				<span className="hide">Листать назад</span>
			</Tool>
			<span aria-live="polite">
				{pages.length > 1 ? `Листы ${pages[0]} и ${pages[1]} из ${total}` : `Лист ${pages[0]} из ${total}`}
			</span>
			<Tool to={sightAfter(sight)} steerTo={steerTo} sign="right">
				<span className="hide">Листать вперёд</span>
			</Tool>
			<Tool to={larger ? { ...sight, zoom: larger } : null} steerTo={steerTo} sign="plus">
				Крупнее
			</Tool>
			<Tool to={smaller ? { ...sight, zoom: smaller } : null} steerTo={steerTo} sign="dash">
				Мельче
			</Tool>
			<Tool to={{ ...sight, turn: (sight.turn + 1) % 4 }} steerTo={steerTo} sign="turn">
				Повернуть
			</Tool>
		</>
	)
}

/** A control without a target keeps its place, so that the others do not move under the pointer. */
function Tool({
	to,
	steerTo,
	sign,
	children,
}: {
	to: Sight | null
	steerTo: SteerTo
	sign: IconName
	children: ReactNode
}) {
	const matter = (
		<>
			<Icon name={sign} />
			{children}
		</>
	)
	return to ? (
		<a {...steerTo(to)} className="viewer__tool">
			{matter}
		</a>
	) : (
		<span className="viewer__tool viewer__tool--off">{matter}</span>
	)
}

function Sheets({ sight, paper, steerTo }: { sight: Sight; paper: ViewedPaper; steerTo: SteerTo }) {
	const { turn, zoom } = sight
	const pages = pagesInSight(sight)
	const close = zoom === 3
	return (
		<section
			className={classes(
				"viewer__sheets",
				`viewer__sheets--${zoom}`,
				turn % 2 === 1 && "viewer__sheets--lying",
			)}
			aria-label={`${paper.title}: листы`}
			{...(close ? scrollable : {})}
		>
			{pages.map((page) => {
				const name = `${paper.title}, лист ${page}`
				const image = <img src={paths.filePage(paper.id, page, turn)} alt={name} />
				if (zoom > 1) return <span key={page}>{image}</span>
				return (
					<a key={page} {...steerTo({ ...sight, sheet: page, zoom: 2 })}>
						{image}
						<span className="hide">Показать крупнее: {name}</span>
					</a>
				)
			})}
		</section>
	)
}
