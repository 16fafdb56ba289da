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

/** A link from another page opens a list with the view that the person has chosen for it. On the list itself it shows everything. */
function useOpeningView(): (to: string) => string {
	const { pathname } = useLocation()
	const views = useContext(SavedViewsContext)
	return (to) => {
		const view = to === pathname ? undefined : views.find(({ opening, list }) => opening && list === to)
		return view ? addressOfView(view) : to
	}
}

/** A link to a page. In the coordinators' cabinet it keeps the chosen municipality. */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	const open = useOpeningView()
	return <RouterLink {...rest} to={keep(open(to))} />
}
