import { paths } from "#app/utils/paths.ts"

/** What the operator's list of applications is asked for, as its address says it. */
export interface OperatorQuery {
	/** A group of the dashboard, or one state of the machine; empty: all. */
	state: string
	municipality: string
	/** Id of a period; empty: all, those without one too. */
	period: string
	/** Part of a name. */
	name: string
	/** From 1. */
	page: number
}

export function operatorQuery(params: URLSearchParams): OperatorQuery {
	const text = (name: string) => (params.get(name) ?? "").trim().slice(0, 100)
	const page = Number.parseInt(params.get("page") ?? "", 10)
	return {
		state: text("state"),
		municipality: text("municipality"),
		period: text("period"),
		name: text("name"),
		page: Number.isSafeInteger(page) && page > 0 ? page : 1,
	}
}

/** The address that shows such a list; empty parts are left out. */
export function operatorAddress({ page = 1, ...query }: Partial<OperatorQuery>): string {
	const given = Object.entries(query).filter(([, value]) => value !== "")
	const params = new URLSearchParams(given)
	if (page > 1) params.set("page", String(page))
	return params.size > 0 ? `${paths.operatorApplications()}?${params}` : paths.operatorApplications()
}
