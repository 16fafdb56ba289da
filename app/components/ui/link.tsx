import { useNavigate } from "@remix-run/react"
import { type AnchorHTMLAttributes, useEffect } from "react"
import { useKeptMunicipality } from "./use-kept-municipality.ts"

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page; a file is a plain `<a>`. */
	to: string
}

/**
 * A link to a page; in the coordinators' cabinet it stays in the municipality that was chosen. In the document it is nothing
 * but an anchor: Remix's own link works its address out four times, and a page has twenty of them. The script makes a click on
 * it a step of the router: `useFollowedLinks`.
 */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	return <a {...rest} href={keep(to)} data-page="" />
}

/** A click that asks for a new window or a download is the browser's own. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
	button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** Once, for all links of the document; React has heard the click before, and may have answered it. */
export function useFollowedLinks() {
	const navigate = useNavigate()
	useEffect(() => {
		const follow = (event: MouseEvent) => {
			if (event.defaultPrevented || !isPlain(event) || !(event.target instanceof Element)) return
			const link = event.target.closest<HTMLAnchorElement>("a[data-page]")
			if (!link || link.target || link.origin !== window.location.origin) return
			event.preventDefault()
			const { pathname, search, hash, href } = link
			navigate(pathname + search + hash, { replace: href === window.location.href })
		}
		document.addEventListener("click", follow)
		return () => document.removeEventListener("click", follow)
	}, [navigate])
}
