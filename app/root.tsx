import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node"
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation, useMatches } from "@remix-run/react"
import { type ReactNode, useEffect, useRef, useState } from "react"
import { useNonce } from "#app/components/shell/nonce.ts"
import { PLAIN } from "#app/components/shell/plain.ts"
import { errorTitle, type RootAnswer } from "#app/utils/http/page-title.ts"
import { wasRefused } from "#app/utils/http/refused-answer.server.ts"
import { readToast } from "#app/utils/http/toast.server.ts"
import stylesheet from "./styles/app.css?url"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

// The fonts are not preloaded: on a slow line they would hold up the styles, and with them the first readable page.
export const links: LinksFunction = () => [
	{ rel: "stylesheet", href: stylesheet },
	{ rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
	{ rel: "alternate icon", href: "/favicon.ico", sizes: "32x32" },
]

export const meta: MetaFunction = ({ error }) => [{ title: error ? errorTitle(error) : "«Аттестация»" }]

export async function loader({ request }: LoaderFunctionArgs) {
	const { toast, headers } = await readToast(request)
	return data({ toast, refused: wasRefused() } satisfies RootAnswer & { toast: unknown }, { headers })
}

export function Layout({ children }: { children: ReactNode }) {
	const nonce = useNonce()
	const isPlain = useMatches().some(({ handle }) => handle === PLAIN)
	return (
		<html lang="ru">
			<head>
				<meta charSet="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="format-detection" content="telephone=no" />
				<Meta />
				<Links />
			</head>
			<body>
				{children}
				<PageAnnouncer />
				{isPlain ? null : (
					<>
						<ScrollRestoration nonce={nonce} />
						<Scripts nonce={nonce} />
					</>
				)}
			</body>
		</html>
	)
}

/**
 * Announces the title of a page that the script has opened. After a full load the browser announces it. A step of a form
 * counts as a page, although only the query of its address changes. The same title is not announced twice.
 */
function PageAnnouncer() {
	const { pathname, search } = useLocation()
	const here = pathname + search
	const first = useRef(here)
	const [title, setTitle] = useState("")
	useEffect(() => {
		if (first.current === here) return
		first.current = ""
		setTitle(document.title)
	}, [here])
	return (
		<p className="hide" aria-live="polite">
			{title}
		</p>
	)
}

export default function App() {
	return <Outlet />
}
