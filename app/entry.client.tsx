import { RemixBrowser } from "@remix-run/react"
import { StrictMode, startTransition, useEffect } from "react"
import { hydrateRoot } from "react-dom/client"
// Must be imported before any page checks a form.
import "#app/utils/russian-issues.ts"
import { browserOwnsEvents } from "./components/shell/browser-owns-events.ts"

const handOver = browserOwnsEvents()

/** Its effect runs when React has taken over the whole page. */
function TakenOver() {
	useEffect(handOver, [])
	return <RemixBrowser />
}

startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<TakenOver />
		</StrictMode>,
	)
})
