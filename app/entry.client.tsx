import { RemixBrowser } from "@remix-run/react"
import { StrictMode, startTransition } from "react"
import { hydrateRoot } from "react-dom/client"

/**
 * Until the page's data are decoded, Remix's component suspends. A key pressed in that moment would ask React for the page at
 * once, which ends in its error 345: so the data come first. Asked for the first time, the component throws what it waits for.
 */
async function dataDecoded(): Promise<void> {
	try {
		RemixBrowser({})
	} catch (decoding) {
		await decoding
	}
}

await dataDecoded()
startTransition(() => {
	hydrateRoot(
		document,
		<StrictMode>
			<RemixBrowser />
		</StrictMode>,
	)
})
