import { prisma } from "#app/db/client.server.ts"
import { createPeriods } from "#app/domain/period/create-periods.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { addDays, civilDate } from "#app/utils/civil-date.ts"
import { holdSitting as holdCommission } from "#prisma/demo/commission.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { actorNamed, emailOf } from "#prisma/demo/people.ts"
import { type Cast, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import type { Member } from "./application-cells.ts"

/** A teacher of the walk, with the workplace. */
export interface Place {
	municipality: "tomsk" | "kolpashevsky"
	school: string
	municipal: readonly string[]
	experts: readonly string[]
	head: string | null
}

export const PLACES: Record<Place["municipality"], Place> = {
	tomsk: {
		municipality: "tomsk",
		school: "school",
		municipal: ["municipal", "municipal2"],
		experts: ["expert1", "expert2", "expert3"],
		head: "head",
	},
	kolpashevsky: {
		municipality: "kolpashevsky",
		school: "school3",
		municipal: ["municipal3"],
		experts: ["expert4", "expert5"],
		head: null,
	},
}

const LAST_YEAR = 2031
const range = (count: number, name: string) =>
	Array.from({ length: count }, (_, index) => `${name}${index + 1}`)
const TOMSK = range(9, "walker")
const NORTH = range(4, "northerner")

export interface Region {
	people: Cast
	/** Everybody who may try an event. */
	everybody: readonly string[]
	teachers: ReadonlyMap<string, Place>
	scans: Awaited<ReturnType<typeof putScan>>[]
}

/** Two municipalities during some school years, with all participants. */
export async function openWalkRegion(): Promise<Region> {
	const cast = [
		...["school", "school2", "school3", "municipal", "municipal2", "municipal3", "operator2", "head"],
		...["expert1", "expert2", "expert3", "expert4", "expert5"],
	]
	const people = await openRegion(cast, [
		...teachers(TOMSK),
		...teachers(NORTH, { municipality: "kolpashevsky", organisation: "934" }),
	])
	await prisma.person.create({
		data: { username: "nobody", email: emailOf("nobody"), createdAt: NOW, emailConfirmedAt: NOW },
	})
	people.nobody = await actorNamed("nobody")
	const operator = of(people, "operator")
	for (let year = 2027; year < LAST_YEAR; year += 1) {
		const schoolYear = `${year}/${year + 1}`
		await createPeriods({ actor: operator, schoolYear, now: NOW })
		for (const { municipality, experts } of Object.values(PLACES))
			for (const expert of experts)
				await prisma.rosterEntry.create({
					data: { expertId: of(people, expert).id, municipalityCode: municipality, schoolYear },
				})
	}
	const scans = await Promise.all(range(4, "a scan of the walk ").map((name) => putScan(name, 1)))
	return {
		people,
		everybody: [...cast, "operator", "nobody", ...TOMSK, ...NORTH],
		teachers: new Map([
			...TOMSK.map((name) => [name, PLACES.tomsk] as const),
			...NORTH.map((name) => [name, PLACES.kolpashevsky] as const),
		]),
		scans,
	}
}

/** The teacher and the place of an application, and the experts in its seats. */
export interface ApplicationPeople {
	teacher: string
	place: Place
	/** The experts' logins, by seat. */
	seats: readonly string[]
}

/** How a person is related to an application, in the words of the matrix. */
export function relationOf(
	username: string,
	{ teacher, place, seats }: ApplicationPeople,
): Exclude<Member, "out"> {
	if (username === teacher) return "own"
	if (username.startsWith("school")) {
		if (username === place.school) return "sch"
		return username === "school2" && place.municipality === "tomsk" ? "sc2" : "sc3"
	}
	if (username.startsWith("municipal")) return place.municipal.includes(username) ? "mun" : "mu3"
	if (username.startsWith("expert")) return seats.includes(username) ? "exp" : "ex0"
	if (username === "head") return place.head === "head" ? "hed" : "he0"
	if (username.startsWith("operator")) return "opr"
	return username === "nobody" ? "nob" : "oth"
}

/** Creates a sitting held yesterday, with its protocol and order. */
export async function holdSitting(actor: Actor, now: Date, number: number): Promise<string> {
	const heldOn = addDays(civilDate(now), -1)
	const numbers = { protocolNumber: String(number), orderNumber: `${number}-р` }
	return holdCommission({ actor, heldOn, orderDate: heldOn, ...numbers, planned: now, now })
}

/** mulberry32 gives the same numbers for the same seed on every computer. */
export function randomOf(seed: number) {
	let state = seed >>> 0
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
	return {
		next,
		chance: (part: number) => next() < part,
		below: (count: number) => Math.floor(next() * count),
		one<T>(of: readonly T[]): T {
			const found = of[Math.floor(next() * of.length)]
			if (found === undefined) throw new Error("nothing to choose from")
			return found
		},
	}
}
export type Random = ReturnType<typeof randomOf>
