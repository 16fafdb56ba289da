import { useLocation } from "@remix-run/react"
import { useContext } from "react"
import { savedList } from "#app/domain/list/saved/saved-lists.ts"
import { paths } from "#app/utils/paths.ts"
import { addressOfView, queryOfView } from "#app/utils/saved-view.ts"
import { Link, SavedViewsContext } from "../ui/link.tsx"

/** The saved views of this page's list as links, and the way to save what the list shows now. */
export function SavedViews() {
	const { pathname, search } = useLocation()
	const all = useContext(SavedViewsContext)
	if (!savedList(pathname)) return null
	const views = all.filter(({ list }) => list === pathname)
	const present = queryOfView(pathname, search)
	const known = present === "" || views.some(({ query }) => query === present)
	if (views.length === 0 && known) return null
	return (
		<nav className="cluster views" aria-label="Сохранённые виды списка">
			{views.length > 0 ? <span className="muted">Мои виды:</span> : null}
			{views.map((view) => (
				// A full load, because a mounted field keeps the previous filter.
				<a
					key={view.id}
					href={addressOfView(view)}
					aria-current={view.query === present ? "true" : undefined}
				>
					{view.name}
				</a>
			))}
			{known ? null : (
				<Link to={paths.profileViews({ of: pathname, query: present })}>Сохранить этот вид</Link>
			)}
			{views.length > 0 ? <Link to={paths.profileViews({ of: pathname })}>Изменить виды</Link> : null}
		</nav>
	)
}
