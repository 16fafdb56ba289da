/** How an application came that the teacher did not file in the system. */
export const SOURCES = [
	{ value: "paper", label: "на бумаге" },
	{ value: "gosuslugi", label: "через Госуслуги" },
] as const

export const sourceText = (source: string): string =>
	SOURCES.find(({ value }) => value === source)?.label ?? ""
