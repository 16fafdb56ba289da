import { Link as RouterLink, useLocation } from "@remix-run/react"
import type { AnchorHTMLAttributes } from "react"
import { withMunicipality } from "#app/utils/kept-municipality.ts"

/** Keeps the chosen municipality in links, for coordinators who have several. */
export function useKeptMunicipality(): (to: string) => string {
	const { search } = useLocation()
	return (to) => withMunicipality(to, search)
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page. For a file, use a plain `<a>`. */
	to: string
}

/** A link to a page. In the coordinators' cabinet it keeps the chosen municipality. */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	return <RouterLink {...rest} to={keep(to)} />
}
