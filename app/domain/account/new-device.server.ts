import { prisma } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"
import { absolute, greeted } from "./accounts.server.ts"

/** The access log uses this name for the first sign-in to an account from a pair of device and address. */
export const NEW_DEVICE = "sign-in-device"

interface Entry {
	personId: string
	/** The browser sent this account's device cookie. */
	known: boolean
	/** «Chrome, Windows» */
	device: string
	address: string
	now: Date
}

/**
 * Records where an account is signed in from. The owner gets a letter about each new place except the first. A browser
 * without the cookie does not count as new if the kind of browser and its address are known.
 */
export async function noteDevice({ personId, known, device, address, now }: Entry): Promise<void> {
	if (known) return
	const entries = await prisma.accessLog.findMany({
		where: { personId, what: NEW_DEVICE },
		select: { detail: true },
		orderBy: { id: "desc" },
		take: MOST_PLACES,
	})
	const place = { device, address }
	if (entries.some(({ detail }) => isPlace(detail, place))) return
	await inTransaction(async (tx) => {
		await tx.accessLog.create({
			data: { at: now, actorId: personId, personId, what: NEW_DEVICE, detail: place },
			select: { id: true },
		})
		if (entries.length === 0) return
		const person = await tx.person.findUniqueOrThrow({
			where: { id: personId },
			select: { name: true, patronymic: true, sex: true, email: true },
		})
		await writeLetter(tx, {
			kind: "new-sign-in",
			to: { personId, email: person.email },
			data: { ...greeted(person), ...place, at: longDateTime(now), url: absolute(paths.profileSessions()) },
			now,
		})
	})
}

const MOST_PLACES = 200

const isPlace = (detail: unknown, { device, address }: { device: string; address: string }) =>
	typeof detail === "object" &&
	detail !== null &&
	Reflect.get(detail, "device") === device &&
	Reflect.get(detail, "address") === address
