import type { HalfYear } from "./half-year.ts"

/** How far an expert's contract of a half-year has come: the coordinator collects data and signatures for the centre. */
export const CONTRACT_STATUSES = [
	{ value: "none", label: "не начат" },
	{ value: "collected", label: "сведения собраны" },
	{ value: "signed", label: "подписан" },
	{ value: "passed", label: "передан в центр" },
	{ value: "registered", label: "зарегистрирован" },
	{ value: "ended", label: "расторгнут" },
] as const
export type ContractStatus = (typeof CONTRACT_STATUSES)[number]["value"]

export const contractText = (status: string): string =>
	CONTRACT_STATUSES.find(({ value }) => value === (status || "none"))?.label ?? status

/** A school year has two contracts: its first half lies in autumn. */
export const contractColumn = ({ half }: HalfYear) => (half === 2 ? "autumnContract" : "springContract")
