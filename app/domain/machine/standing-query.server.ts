import { Prisma } from "#app/db/client.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { listMunicipalities } from "../organisation/organisation.view.server.ts"
import { periodChoices } from "../period/periods.view.server.ts"

/** Which of a machine's subjects are counted and listed; empty: all. */
export interface StandingQuery {
	municipality: string
	/** Id of a period, by whose schedule an application goes. */
	period: string
}

export const ALL: StandingQuery = { municipality: "", period: "" }

export const standingQuery = (search: URLSearchParams): StandingQuery => ({
	municipality: search.get("municipality") ?? "",
	period: search.get("period") ?? "",
})

type Ask = Record<keyof StandingQuery, ((value: string) => Prisma.Sql) | null>

const ofApplication = {
	municipality: (code: string) => Prisma.sql`"municipalityCode" = ${code}`,
	period: (id: string) => Prisma.sql`"scheduleId" IN (SELECT "id" FROM "Schedule" WHERE "periodId" = ${id})`,
}
const byItsApplication = (where: Prisma.Sql) =>
	Prisma.sql`"applicationId" IN (SELECT "id" FROM "Application" WHERE ${where})`

/** How the table of each machine is asked; null for what a machine does not know. */
const ASKS: Record<SubjectName, Ask> = {
	application: ofApplication,
	withdrawal: {
		municipality: (code) => byItsApplication(ofApplication.municipality(code)),
		period: (id) => byItsApplication(ofApplication.period(id)),
	},
	schedule: {
		municipality: ofApplication.municipality,
		period: (id) => Prisma.sql`"periodId" = ${id}`,
	},
	invitation: { municipality: ofApplication.municipality, period: null },
	letter: { municipality: null, period: null },
}

/** As a condition over the table of the machine. */
export function standingWhere(name: SubjectName, query: StandingQuery): Prisma.Sql {
	const { municipality, period } = ASKS[name]
	const conditions = [Prisma.sql`"quarantine" IS NULL`]
	if (query.municipality && municipality) conditions.push(municipality(query.municipality))
	if (query.period && period) conditions.push(period(query.period))
	return Prisma.join(conditions, " AND ")
}

/** What a machine can be asked for, and what it was asked for; a word that is none of the choices asks for nothing. */
export async function standingChoices(name: SubjectName, asked: StandingQuery) {
	const { municipality, period } = ASKS[name]
	const [municipalities, periods] = await Promise.all([
		municipality ? listMunicipalities() : [],
		period ? periodChoices() : [],
	])
	const chosen = (list: readonly { value: string; label: string }[], value: string) =>
		list.find((one) => one.value === value)
	const here = chosen(municipalities, asked.municipality)
	const then = chosen(periods, asked.period)
	const query: StandingQuery = { municipality: here?.value ?? "", period: then?.value ?? "" }
	/** «Город Томск, октябрь-ноябрь 2026»; empty when all are shown. */
	const words = [here?.label, then?.label].filter(Boolean).join(", ")
	return { query, words, municipalities, periods }
}
