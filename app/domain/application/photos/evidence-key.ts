/** How an address names evidence for a показатель, or for none of them. */
export const evidenceKey = (criterion: number | null): string =>
	criterion === null ? "evidence" : `evidence-${criterion}`
