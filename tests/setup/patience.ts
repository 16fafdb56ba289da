/** How long to wait for something that happens by itself. It usually happens at once; only a busy computer needs so long. */
export const PATIENCE = { timeout: 60_000, interval: 60 } as const
