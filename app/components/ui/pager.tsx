import { useLocation } from "@remix-run/react"
import { withQuery } from "#app/utils/address.ts"
import { Icon } from "./icon.tsx"

type PagerProps = {
	/** Counted from 1. */
	page: number
	pageSize: number
	total: number
	/** The list has more than `total` entries, which are not counted. */
	more?: boolean
	label?: string
	/** A parameter that belongs only to the current page. Links to other pages leave it out. */
	leaves?: string
	/** The parameter of the address, if the page has two lists. */
	param?: string
	/** Id of the list, if something comes before it on the page. */
	place?: string
}

const counts = new Intl.NumberFormat("ru-RU")

/**
 * Links to the first, the last and the neighbouring pages of a list. They are plain links, because ticks on one page are
 * not carried over to the next.
 */
export function Pager(props: PagerProps) {
	const { page, pageSize, total } = props
	if (total === 0) return null
	const last = Math.max(1, Math.ceil(total / pageSize))
	const from = (page - 1) * pageSize + 1
	const shown = `Показано ${counts.format(from)}–${counts.format(Math.min(total, page * pageSize))} из ${props.more ? "более чем " : ""}${counts.format(total)}`
	if (last === 1) return <p className="pager">{shown}</p>
	return <Pages {...props} last={last} shown={shown} />
}

function Pages({
	page,
	last,
	shown,
	label = "Страницы",
	leaves,
	param = "page",
	place,
}: PagerProps & { last: number; shown: string }) {
	const { pathname, search } = useLocation()
	const hash = place ? `#${place}` : ""
	/** The address of a page of the list, with the same filters. */
	const at = (number: number) =>
		withQuery(pathname, new URLSearchParams(search), {
			...(leaves && { [leaves]: null }),
			[param]: number === 1 ? null : number,
		}) + hash
	return (
		<nav className="pager" aria-label={label}>
			<p>{shown}</p>
			<ul>
				{page > 1 ? (
					<li>
						<a href={at(page - 1)} rel="prev">
							<Icon name="left" />
							Назад
						</a>
					</li>
				) : null}
				{pageWindow(page, last).map((number, index, all) => (
					<li key={number}>
						{index > 0 && number - (all[index - 1] ?? 0) > 1 ? <span className="pg">…</span> : null}
						<a
							href={at(number)}
							aria-label={`Страница ${number}`}
							aria-current={number === page ? "page" : undefined}
						>
							{number}
						</a>
					</li>
				))}
				{page < last ? (
					<li>
						<a href={at(page + 1)} rel="next">
							Вперёд
							<Icon name="right" />
						</a>
					</li>
				) : null}
			</ul>
		</nav>
	)
}

/** The page numbers to show: first, last, and one neighbour on each side of the current page. */
export const pageWindow = (page: number, last: number): number[] =>
	[...new Set([1, page - 1, page, page + 1, last])]
		.filter((number) => number >= 1 && number <= last)
		.sort((a, b) => a - b)
