import { Link as RouterLink, useLocation } from "@remix-run/react"
import type { AnchorHTMLAttributes } from "react"
import { withMunicipality } from "#app/utils/kept-municipality.ts"

/** Makes links keep the chosen municipality, for coordinators who have several. */
export function useKeptMunicipality(): (to: string) => string {
	const { search } = useLocation()
	return (to) => withMunicipality(to, search)
}

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page; a file is a plain `<a>`. */
	to: string
}

/** A link to a page; in the coordinators' cabinet it stays in the municipality that was chosen. */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	return <RouterLink {...rest} to={keep(to)} />
}
