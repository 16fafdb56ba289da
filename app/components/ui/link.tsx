import { Link as RouterLink, useLocation } from "@remix-run/react"
import { type AnchorHTMLAttributes, createContext, useContext } from "react"
import { withMunicipality } from "#app/utils/kept-municipality.ts"
import { addressOfView, type SavedView } from "#app/utils/saved-view.ts"

/** The views that the person has saved, for every list of the cabinet. */
export const SavedViewsContext = createContext<readonly SavedView[]>([])

/** Keeps the chosen municipality in links, for coordinators who have several. */
export function useKeptMunicipality(): (to: string) => string {
	const { search } = useLocation()
	return (to) => withMunicipality(to, search)
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page. For a file, use a plain `<a>`. */
	to: string
}

/**
 * A link to a page. From another page it opens a list with the view that the person has chosen for it; on the list itself it
 * shows everything. In the coordinators' cabinet it keeps the chosen municipality.
 */
export function Link({ to, ...rest }: LinkProps) {
	const { pathname, search } = useLocation()
	const views = useContext(SavedViewsContext)
	const view = to === pathname ? undefined : views.find(({ opening, list }) => opening && list === to)
	const address = withMunicipality(view ? addressOfView(view) : to, search)
	// Browsers know all routes from the start, so there is nothing to discover.
	return <RouterLink {...rest} discover="none" to={address} />
}
