import { setTimeout as pause } from "node:timers/promises"
import { type RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible"
import { prisma } from "#app/db/client.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { TooManyAttempts } from "#app/utils/http/too-many-attempts.ts"
import { counted } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { counter, hashedKey } from "./counters.server.ts"
import { inTurn } from "./turns.ts"

/** A login fails this often from one address, or from one known device, before that one has to wait. */
const TRIES = 10
/** The same for an address nobody knows while the account is being guessed at from everywhere. */
const TRIES_UNDER_ATTACK = 3
/** Failures of one account in an hour: from here on the answer is delayed … */
const SLOW_FROM = 50
/** … and from here on each unknown address has fewer tries. */
const ATTACK_FROM = 100
const LONGEST_DELAY_MS = 1_000

/**
 * Tries of one address that are checked at the same time; the others wait for their turn. Fewer than TRIES, so that people who
 * type the right password never meet the limit, however many of them sign in at once.
 */
const AT_ONCE = 8

const device = counter("sign-in-device", TRIES, 15)
const pair = counter("sign-in-pair", TRIES, 15)
/** A whole school stands behind one address, so an address may fail more often than one login from that address. */
const address = counter("sign-in-address", 100, 15)
/** Locks nobody out: it only tells how hard an account is being guessed at. */
const pressure = counter("sign-in-login", ATTACK_FROM, 60)
const ownPassword = counter("own-password", TRIES, 15)
const secondFactor = counter("second-factor", TRIES, 15)
const registration = counter("registration-address", 60, 60)
const usernames = counter("username-address", 60, 60)
const resets = counter("reset-address", 60, 60)

/** Who tries to sign in: the address the request came from, the login it names, and the device if it is known for that login. */
export interface SignInTry {
	address: string
	login: string
	device: string | null
}

/** A try that was counted before it was made. */
interface Held {
	/** It was no failure after all. */
	giveBack(): Promise<unknown>
}

/**
 * Counts one try, in one statement of the database: of forty at once each sees the others.
 * @throws TooManyAttempts
 */
async function take(one: RateLimiterPrisma, key: string, allowance = one.points): Promise<Held> {
	const hashed = hashedKey(key)
	try {
		const { consumedPoints, msBeforeNext } = await one.consume(hashed)
		if (consumedPoints > allowance) throw tooMany(msBeforeNext)
	} catch (error) {
		throw error instanceof RateLimiterRes ? tooMany(error.msBeforeNext) : error
	}
	return { giveBack: () => one.reward(hashed) }
}

/** Runs `work` as one try that counts only if it fails: a wrong word, a taken name. Anything else is given back. */
async function tried<T>(held: Held, work: () => Promise<T>): Promise<T> {
	try {
		const result = await work()
		await held.giveBack()
		return result
	} catch (error) {
		if (!isFailure(error)) await held.giveBack()
		throw error
	}
}

const isFailure = (error: unknown) => error instanceof DomainError && error.code === "invalid"

/**
 * One try to sign in. `check` throws DomainError invalid for a wrong login or password.
 *
 * A device on which somebody signed in to this account before has tries of its own, so that no stranger can lock the owner out.
 * Strangers are counted by login and address. An account that is guessed at from many addresses is answered more slowly, and
 * each unknown address has fewer tries; but it is never closed to all.
 * @throws TooManyAttempts
 */
export async function trySignIn<T>(who: SignInTry, check: () => Promise<T>): Promise<T> {
	if (who.device) {
		const known = await take(device, who.device).catch(unlessLimited)
		// A known device that has used up its tries is a stranger like any other.
		if (known) return tried({ giveBack: () => device.delete(hashedKey(who.device ?? "")) }, check)
	}
	const login = who.login.toLowerCase()
	const failures = (await pressure.get(hashedKey(login)))?.consumedPoints ?? 0
	await pause(delayAfter(failures))
	return inTurn(who.address, AT_ONCE, async () => {
		const held = await takeStranger(login, who.address, failures >= ATTACK_FROM)
		return tried(held, check)
	})
}

async function takeStranger(login: string, from: string, attacked: boolean): Promise<Held> {
	const place = `${login} ${from}`
	await take(pair, place, attacked ? TRIES_UNDER_ATTACK : TRIES)
	const there = await take(address, from).catch(async (error: unknown) => {
		await pair.reward(hashedKey(place))
		throw error
	})
	await pressure.penalty(hashedKey(login))
	return {
		// The login begins anew from here. The address keeps its other failures, or one own account would wash away all guesses.
		giveBack: () =>
			Promise.all([pair.delete(hashedKey(place)), there.giveBack(), pressure.reward(hashedKey(login))]),
	}
}

/** Milliseconds that an answer waits after so many failures of the account within an hour. */
export const delayAfter = (failures: number): number =>
	Math.min(Math.max(0, failures - SLOW_FROM) * 50, LONGEST_DELAY_MS)

/** Somebody signed in proves the own password: as many tries as a stranger has. @throws TooManyAttempts */
export const tryOwnPassword = async <T>(personId: string, check: () => Promise<T>): Promise<T> =>
	inTurn(personId, AT_ONCE, async () => tried(await take(ownPassword, personId), check))

/** The code after the password. Whoever tries has proved the password, so nobody else is locked out. @throws TooManyAttempts */
export const trySecondFactor = async <T>(personId: string, check: () => Promise<T>): Promise<T> =>
	inTurn(personId, AT_ONCE, async () => tried(await take(secondFactor, personId), check))

/** A registration counts if it is refused for what was typed. @throws TooManyAttempts */
export const tryRegistration = async <T>(from: string, work: () => Promise<T>): Promise<T> =>
	inTurn(from, AT_ONCE, async () => tried(await take(registration, from), work))

/**
 * The check while typing counts each taken name, apart from the registrations themselves: whatever makes browsers ask for it
 * keeps nobody from registering.
 * @throws TooManyAttempts
 */
export async function tryUsername(from: string, isTaken: () => Promise<boolean>): Promise<boolean> {
	return inTurn(from, AT_ONCE, async () => {
		const held = await take(usernames, from)
		const taken = await isTaken()
		if (!taken) await held.giveBack()
		return taken
	})
}

/** One address asks for so many links to set a password; how many letters an account gets is limited apart. @throws TooManyAttempts */
export const countResetRequest = (from: string): Promise<unknown> => take(resets, from)

/** After a new password the login begins anew at this address. */
export const forgetFailures = ({ login, address }: { login: string; address: string }): Promise<unknown> =>
	pair.delete(hashedKey(`${login.toLowerCase()} ${address}`))

/** Removes counts whose time is over; for a nightly job. */
export const removeExpiredLimits = () =>
	prisma.rateLimit.deleteMany({ where: { expire: { lt: new Date() } } })

function unlessLimited(error: unknown): null {
	if (error instanceof TooManyAttempts) return null
	throw error
}

function tooMany(waitMs: number): TooManyAttempts {
	security("limit", "refused", { account: null })
	const minutes = counted(Math.max(1, Math.ceil(waitMs / 60_000)), ["минуту", "минуты", "минут"])
	return new TooManyAttempts(
		`Слишком много попыток подряд. Подождите ${minutes} и попробуйте снова.`,
		Math.max(1, Math.ceil(waitMs / 1000)),
	)
}

/** The address a request came from, as the server entry found it out (a proxy's word only where it is trusted). */
export function addressOf(context: unknown): string {
	const address =
		typeof context === "object" && context !== null ? Reflect.get(context, "clientAddress") : undefined
	return typeof address === "string" ? address : "unknown"
}
