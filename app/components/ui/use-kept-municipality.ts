import { useLocation } from "@remix-run/react"
import { withMunicipality } from "#app/utils/kept-municipality.ts"

/** For links: whoever coordinates several municipalities stays in the one that was chosen. */
export function useKeptMunicipality(): (to: string) => string {
	const { search } = useLocation()
	return (to) => withMunicipality(to, search)
}
