import { Prisma } from "#app/db/client.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { periodChoices } from "../period/periods.view.server.ts"

/** Filters for counting and listing a machine's subjects; an empty one does not filter. */
export interface StandingQuery {
	municipality: string
	/** Id of the period whose schedule the application is in. */
	period: string
}

export const ALL: StandingQuery = { municipality: "", period: "" }

export const standingQuery = (search: URLSearchParams): StandingQuery => ({
	municipality: search.get("municipality") ?? "",
	period: search.get("period") ?? "",
})

type Conditions = Record<keyof StandingQuery, ((value: string) => Prisma.Sql) | null>

const applicationConditions = {
	municipality: (code: string) => Prisma.sql`"municipalityCode" = ${code}`,
	period: (id: string) => Prisma.sql`"scheduleId" IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${id})`,
}
const throughApplication = (where: Prisma.Sql) =>
	Prisma.sql`"applicationId" IN (SELECT "id" FROM "Application" WHERE ${where})`

/** The SQL condition for each filter of each machine; null for a filter that the machine does not have. */
const CONDITIONS: Record<SubjectName, Conditions> = {
	application: applicationConditions,
	withdrawal: {
		municipality: (code) => throughApplication(applicationConditions.municipality(code)),
		period: (id) => throughApplication(applicationConditions.period(id)),
	},
	schedule: {
		municipality: applicationConditions.municipality,
		period: (id) => Prisma.sql`"periodId" = ${id}`,
	},
	invitation: { municipality: applicationConditions.municipality, period: null },
	letter: { municipality: null, period: null },
}

/** The filters as an SQL condition over the machine's table. Subjects set aside are left out. */
export function standingWhere(name: SubjectName, query: StandingQuery): Prisma.Sql {
	const { municipality, period } = CONDITIONS[name]
	const conditions = [Prisma.sql`"quarantine" IS NULL`]
	if (query.municipality && municipality) conditions.push(municipality(query.municipality))
	if (query.period && period) conditions.push(period(query.period))
	return Prisma.join(conditions, " AND ")
}

/** The filters that a machine offers, and those that are chosen. An unknown value does not filter. */
export async function standingChoices(name: SubjectName, asked: StandingQuery) {
	const { municipality, period } = CONDITIONS[name]
	const [municipalities, periods] = await Promise.all([
		municipality ? listMunicipalities() : [],
		period ? periodChoices() : [],
	])
	const chosen = (list: readonly { value: string; label: string }[], value: string) =>
		list.find((one) => one.value === value)
	const here = chosen(municipalities, asked.municipality)
	const then = chosen(periods, asked.period)
	const query: StandingQuery = { municipality: here?.value ?? "", period: then?.value ?? "" }
	/** «Город Томск, октябрь-ноябрь 2026»; empty without a filter. */
	const words = [here?.label, then?.label].filter(Boolean).join(", ")
	return { query, words, municipalities, periods }
}
