import { useLocation } from "@remix-run/react"
import { withMunicipality } from "#app/utils/kept-municipality.ts"

/** Makes links keep the chosen municipality, for coordinators who have several. */
export function useKeptMunicipality(): (to: string) => string {
	const { search } = useLocation()
	return (to) => withMunicipality(to, search)
}
