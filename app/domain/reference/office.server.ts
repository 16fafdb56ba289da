import { z } from "zod"
import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import type { Wording } from "#app/documents/fill.ts"
import { itemOf, orderInForce } from "#machines/rulebook/index.ts"

const KEY = "office"

/** How the region names its commission, department and centre: settings, because all of them have been renamed before. */
export const OfficeSchema = z.object({
	region: z.string().min(1),
	commissionAccusative: z.string().min(1),
	commissionGenitive: z.string().min(1),
	departmentGenitive: z.string().min(1),
	centreName: z.string().min(1),
	/** «Порядка проведения аттестации …, утверждённого» — the Order's own reference follows, in the instrumental. */
	orderNameGenitive: z.string().min(1),
	coordinatorPost: z.string().min(1),
	coordinatorPostGenitive: z.string().min(1),
	schoolCoordinatorPostGenitive: z.string().min(1),
	// Empty: the forms leave a ruled line to write on. Names as a signature has them: «И. И. Иванов».
	departmentName: z.string().default(""),
	signatoryPost: z.string().default(""),
	signatoryName: z.string().default(""),
	chairName: z.string().default(""),
	deputyChairName: z.string().default(""),
	secretaryName: z.string().default(""),
	sittingPlace: z.string().default(""),
})
export type Office = z.infer<typeof OfficeSchema>

/** Every page and every letter names the region or the centre, which change once in years. */
const KNOWN_FOR_MS = 10_000
let known: { office: Office; until: number } | undefined

/** The settings as they are, or as another process saved them up to ten seconds ago. */
export async function loadOffice(db: Db): Promise<Office> {
	if (known && performance.now() < known.until) return known.office
	const [setting] = await rowsOf<{ value: unknown }>(
		db,
		Prisma.sql`SELECT "value" FROM "Setting" WHERE "key" = ${KEY}`,
	)
	const office = OfficeSchema.parse(setting?.value)
	known = { office, until: performance.now() + KNOWN_FOR_MS }
	return office
}

export async function saveOffice(db: Db, office: z.input<typeof OfficeSchema>): Promise<void> {
	const value = OfficeSchema.parse(office)
	await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } })
	known = undefined
}

/** Words of the forms for the Order in force on a day; items of the Order come from its data. */
export function wordingOf(office: Office, date: string): Wording {
	const order = orderInForce(date)
	const number = (matter: "firstRequirements" | "highestRequirements") =>
		itemOf(order, matter).replace(/^п\.\s*/, "")
	const act = order.title.replace(/^Приказ/, "приказом")
	return {
		commissionAccusative: office.commissionAccusative,
		commissionGenitive: office.commissionGenitive,
		orderGenitive: `${office.orderNameGenitive} ${act}`,
		requirements: { first: number("firstRequirements"), highest: number("highestRequirements") },
	}
}
