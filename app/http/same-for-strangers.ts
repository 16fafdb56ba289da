/**
 * The `handle` of a route whose page, asked for without a cookie and without a query, reads no data and sets no cookie: it is
 * rendered once and kept (`kept-page.server.ts`). Whoever lets such a page read something takes this line away.
 */
export const sameForStrangers = { sameForStrangers: true } as const
