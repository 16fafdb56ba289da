/**
 * Headers of a page without personal data. For visitors it is always the same, so browsers and proxies may keep it for a
 * minute. Signed-in people see another frame, which only their own browser may keep.
 */
export const publicPage = (signedIn: boolean): Record<string, string> => ({
	"Cache-Control": signedIn ? "private, no-cache" : "public, max-age=60, stale-while-revalidate=600",
	Vary: "Cookie",
})
