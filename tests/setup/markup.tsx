import { createRoutesFromElements, Route } from "@remix-run/react"
import type { ReactElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server"

/** Returns the HTML that a browser without a script gets. */
export async function markup(element: ReactElement): Promise<string> {
	const routes = createRoutesFromElements(<Route path="/" element={element} />)
	const context = await createStaticHandler(routes).query(new Request("http://localhost/"))
	if (context instanceof Response) throw new Error("the page answered with a redirect")
	const router = createStaticRouter(routes, context)
	return renderToStaticMarkup(<StaticRouterProvider router={router} context={context} hydrate={false} />)
}
