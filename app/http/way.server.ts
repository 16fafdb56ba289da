import type { ServerBuild } from "@remix-run/node"
import { matchRoutes } from "@remix-run/react"

/** Addresses whose way is remembered; strangers may ask for any number of others. */
const MOST_REMEMBERED = 2_000

/** The same build, of nothing but these routes. Browsers are sent the whole manifest all the same: it is a file of its own. */
export const alongWay = (build: ServerBuild, way: readonly string[]): ServerBuild => ({
	...build,
	routes: only(build.routes, way),
	assets: { ...build.assets, routes: only(build.assets.routes, way) },
})

const only = <T>(routes: Record<string, T>, ids: readonly string[]): Record<string, T> =>
	Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)))

type RouteObject = Parameters<typeof matchRoutes>[0][number]

function branchesOf(routes: ServerBuild["routes"], parentId: string | undefined): RouteObject[] {
	return Object.values(routes)
		.filter((route) => route.parentId === parentId)
		.map(({ id, path, index, caseSensitive }): RouteObject => {
			const route = { id, ...(path !== undefined && { path }), caseSensitive: caseSensitive === true }
			return index ? { ...route, index } : { ...route, children: branchesOf(routes, id) }
		})
}

/** Remix's own matching. @returns for an address the ids of its routes, outermost first; none when it leads nowhere */
export function rememberedWays(routes: ServerBuild["routes"]): (address: string) => readonly string[] {
	const tree = branchesOf(routes, undefined)
	const known = new Map<string, readonly string[]>()
	return (address) => {
		const url = `http://localhost${address}`
		if (!URL.canParse(url)) return []
		const pathname = new URL(url).pathname
		const remembered = known.get(pathname)
		if (remembered) return remembered
		const ids = matchRoutes(tree, pagePath(pathname))?.flatMap(({ route }) => route.id ?? []) ?? []
		if (known.size >= MOST_REMEMBERED) known.clear()
		known.set(pathname, ids)
		return ids
	}
}

/** The address of the page whose data alone are asked for by «/page.data». */
const pagePath = (pathname: string) =>
	pathname.endsWith(".data") ? pathname.slice(0, -".data".length).replace(/^\/_root$/, "/") : pathname
