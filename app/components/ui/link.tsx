import { useNavigate } from "@remix-run/react"
import { type AnchorHTMLAttributes, useEffect } from "react"
import { useKeptMunicipality } from "./use-kept-municipality.ts"

type LinkProps = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> & {
	/** The address of a page; a file is a plain `<a>`. */
	to: string
}

/**
 * A link to a page. In the coordinators' cabinet it keeps the chosen municipality. It renders a plain anchor, because
 * Remix's own link resolves its address four times and a page has twenty links. `useFollowedLinks` lets the router handle
 * the clicks.
 */
export function Link({ to, ...rest }: LinkProps) {
	const keep = useKeptMunicipality()
	return <a {...rest} href={keep(to)} data-page="" />
}

/** Clicks that ask for a new window or a download are left to the browser. */
const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent) =>
	button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey

/** Call it once for the whole document. React handles a click first and may have prevented it. */
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
