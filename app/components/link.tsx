import { Link as RouterLink } from "@remix-run/react"
import type { ComponentProps } from "react"
import { useKeptMunicipality } from "./kept-municipality.ts"

/** A link inside the site. In the coordinators' cabinet it stays in the municipality that was chosen. */
export function Link({ to, ...rest }: Omit<ComponentProps<typeof RouterLink>, "to"> & { to: string }) {
	return <RouterLink to={useKeptMunicipality()(to)} {...rest} />
}
