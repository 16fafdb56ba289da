import { z } from "zod"
import { type Db, Prisma, rowsOf, type Tx } from "#app/db/client.server.ts"
import { rarelyChanged } from "#app/db/rarely-changed.server.ts"
import type { Wording } from "#app/documents/fill.ts"
import { itemOf, orderInForce } from "#machines/rulebook/index.ts"

const KEY = "office"
/** The key of earlier settings, oldest first, each with the moment at which it went out of force. */
const EARLIER_KEY = "office.earlier"

/**
 * How the region names its commission, department and centre. These are settings because each of them has been renamed
 * before.
 */
export const OfficeSchema = z.object({
	region: z.string().min(1),
	commissionAccusative: z.string().min(1),
	commissionGenitive: z.string().min(1),
	departmentGenitive: z.string().min(1),
	centreName: z.string().min(1),
	/** «Порядка проведения аттестации …, утверждённого». The reference to the Order follows it in the instrumental case. */
	orderNameGenitive: z.string().min(1),
	coordinatorPost: z.string().min(1),
	coordinatorPostGenitive: z.string().min(1),
	schoolCoordinatorPostGenitive: z.string().min(1),
	// If empty, the forms print a ruled line. Names are written as in a signature: «И. И. Иванов».
	departmentName: z.string().default(""),
	signatoryPost: z.string().default(""),
	signatoryName: z.string().default(""),
	/** Printed in papers of sittings that were held before the commission's members were entered one by one. */
	chairName: z.string().default(""),
	deputyChairName: z.string().default(""),
	secretaryName: z.string().default(""),
	/** «г. Томск»: where protocols and orders are made. */
	sittingCity: z.string().default(""),
	/** The usual place. Each sitting has its own place. */
	sittingPlace: z.string().default(""),
	/** The organisation responsible for personal data, which every consent must name. If it is empty, it is the centre. */
	dataOperatorName: z.string().default(""),
	dataOperatorAddress: z.string().default(""),
})
export type Office = z.infer<typeof OfficeSchema>

const current = rarelyChanged(async (db): Promise<Office> => {
	const [setting] = await rowsOf<{ value: unknown }>(
		db,
		Prisma.sql`SELECT "value" FROM "Setting" WHERE "key" = ${KEY}`,
	)
	return OfficeSchema.parse(setting?.value)
})

/** The current settings. If another process has saved new ones, this one may return the old ones for up to ten seconds. */
export const loadOffice = (db: Db): Promise<Office> => current.load(db)

const EarlierSchema = z.array(z.object({ until: z.string(), office: OfficeSchema }))

async function earlierOffices(db: Db) {
	const setting = await db.setting.findUnique({ where: { key: EARLIER_KEY }, select: { value: true } })
	return EarlierSchema.parse(setting?.value ?? [])
}

/** The settings for a paper that became final at this moment, however often it is printed later. Null means the current settings. */
export async function officeOf(db: Db, moment: Date | null): Promise<Office> {
	const earlier = moment ? await earlierOffices(db) : []
	const then = earlier.find(({ until }) => moment && moment.getTime() < Date.parse(until))
	return then?.office ?? loadOffice(db)
}

/** Loads the stored settings and locks them until the transaction ends. */
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

/** Call it after a change is committed: the cache may have been filled again with the old settings. */
export const forgetOffice = () => current.forget()

export async function saveOffice(db: Db, office: z.input<typeof OfficeSchema>): Promise<void> {
	const value = OfficeSchema.parse(office)
	await db.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } })
	forgetOffice()
}

/** The forms' wording for the Order in force on this day. Item numbers come from the data of that Order. */
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
