/** How long to wait for what comes by itself. It comes at once; only a computer that is busy with something else needs so long. */
export const PATIENCE = { timeout: 60_000, interval: 60 } as const
