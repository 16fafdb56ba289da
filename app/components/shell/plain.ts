/**
 * The `handle` of a page that only has links. It is sent without scripts, so it is small and readable at once on a slow
 * line.
 */
export const PLAIN = "plain"
