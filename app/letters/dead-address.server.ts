import type { Db, Tx } from "#app/db/client.server.ts"
import { canonicalEmail } from "#app/utils/typed/email.ts"

interface Refused {
	address: string
	/** What the mail server said. */
	why: string
	letterId: string | null
}

/** Marks an address as one that receives no mail. The first reason is kept. */
export async function markDead(tx: Tx, { address, why, letterId }: Refused, now: Date): Promise<void> {
	await tx.deadAddress.createMany({
		data: { address: keyOf(address), why, since: now, letterId },
		skipDuplicates: true,
	})
}

/** Revives an address because its owner opened a letter sent there, or an operator wants to try again. */
export async function reviveAddress(tx: Tx, address: string): Promise<void> {
	await tx.deadAddress.deleteMany({ where: { address: keyOf(address) } })
}

/** Why letters to this address are not sent, or null if they are. */
export async function whyDead(db: Db, address: string): Promise<string | null> {
	const found = await db.deadAddress.findUnique({
		where: { address: keyOf(address) },
		select: { why: true },
	})
	return found?.why ?? null
}

/** The dead ones among these addresses, in the given spelling, with the reason. */
export async function deadAmong(db: Db, addresses: readonly string[]): Promise<Map<string, string>> {
	const rows = await db.deadAddress.findMany({
		where: { address: { in: addresses.map(keyOf) } },
		select: { address: true, why: true },
	})
	const reasons = new Map(rows.map(({ address, why }) => [address, why]))
	return new Map(
		addresses.flatMap((address) => {
			const why = reasons.get(keyOf(address))
			return why === undefined ? [] : [[address, why] as const]
		}),
	)
}

const keyOf = (address: string): string => canonicalEmail(address) ?? address.trim().toLowerCase()
