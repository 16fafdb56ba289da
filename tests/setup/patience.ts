/** How long to wait for something that happens without a request. It usually happens at once. Only a busy computer needs this long. */
export const PATIENCE = { timeout: 60_000, interval: 60 } as const
