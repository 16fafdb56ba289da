import { Link as RouterLink } from "@remix-run/react"
import type { AnchorHTMLAttributes } from "react"
import { useKeptMunicipality } from "./use-kept-municipality.ts"

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page; a file is a plain `<a>`. */
	to: string
}

/** A link to a page; in the coordinators' cabinet it stays in the municipality that was chosen. */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	return <RouterLink {...rest} to={keep(to)} />
}
