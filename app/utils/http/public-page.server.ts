/**
 * Headers of a page without personal data. It is the same for everybody who is not signed in, so browsers and proxies may keep it
 * for a minute. Whoever is signed in sees another frame, which only their own browser may keep.
 */
export const publicPage = (signedIn: boolean): Record<string, string> => ({
	"Cache-Control": signedIn ? "private, no-cache" : "public, max-age=60, stale-while-revalidate=600",
	Vary: "Cookie",
})
