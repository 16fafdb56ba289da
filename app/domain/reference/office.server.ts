import { z } from "zod"
import { type Db, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import type { Wording } from "#app/documents/fill.ts"
import { itemOf, orderInForce } from "#machines/rulebook/index.ts"

const KEY = "office"
/** Settings that are no longer in force, each with the moment until which it was; the oldest first. */
const EARLIER_KEY = "office.earlier"

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
	/** Who answers for personal data, as every consent must name them; without a name it is the centre. */
	dataOperatorName: z.string().default(""),
	dataOperatorAddress: z.string().default(""),
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

const EarlierSchema = z.array(z.object({ until: z.string(), office: OfficeSchema }))

async function earlierOffices(db: Db) {
	const setting = await db.setting.findUnique({ where: { key: EARLIER_KEY }, select: { value: true } })
	return EarlierSchema.parse(setting?.value ?? [])
}

/** What a paper is printed with that became final at a moment, however often it is printed later; null: the present ones. */
export async function officeOf(db: Db, moment: Date | null): Promise<Office> {
	const earlier = moment ? await earlierOffices(db) : []
	const then = earlier.find(({ until }) => moment && moment.getTime() < Date.parse(until))
	return then?.office ?? loadOffice(db)
}

/** The settings as stored, kept from other changes until the transaction ends. */
export async function lockOffice(tx: Tx): Promise<{ office: Office; edition: string }> {
	await tx.$executeRaw`SELECT 1 FROM "Setting" WHERE "key" = ${KEY} FOR UPDATE`
	const { value, updatedAt } = await tx.setting.findUniqueOrThrow({ where: { key: KEY } })
	return { office: OfficeSchema.parse(value), edition: updatedAt.toISOString() }
}

export async function keepOffice(
	tx: Tx,
	{ before, office, now }: { before: Office; office: Office; now: Date },
): Promise<void> {
	const value = [...(await earlierOffices(tx)), { until: now.toISOString(), office: before }]
	await tx.setting.upsert({
		where: { key: EARLIER_KEY },
		create: { key: EARLIER_KEY, value },
		update: { value },
	})
	await saveOffice(tx, office)
}

/** After a change is committed: what was read meanwhile is out of date. */
export const forgetOffice = () => {
	known = undefined
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
