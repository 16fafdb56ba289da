/** Where the scripts of a page send its form. The answer has the words that the page would show, but is no page. */
export function dataAddress(address: string): string {
	const { pathname, search } = new URL(address, "http://localhost")
	return `${pathname === "/" ? "/_root" : pathname.replace(/\/$/, "")}.data${search}`
}
