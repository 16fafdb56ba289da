import { setTimeout as pause } from "node:timers/promises"
import { type RateLimiterPrisma, RateLimiterRes } from "rate-limiter-flexible"
import { prisma } from "#app/db/client.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { TooManyAttempts } from "#app/utils/http/too-many-attempts.ts"
import { counted } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"
import { counter, hashedKey } from "./counters.server.ts"
import { inTurn } from "./turns.ts"

/** After this many failures of a login, one address or one known device has to wait. */
const TRIES = 10
/** The same for an unknown address, while many addresses are guessing at the account. */
const TRIES_UNDER_ATTACK = 3
/** From this many failures of one account within an hour, answers are delayed … */
const SLOW_FROM = 50
/** … and from this many, each unknown address gets fewer attempts. */
const ATTACK_FROM = 100
const LONGEST_DELAY_MS = 1_000

/**
 * How many attempts of one address are checked at the same time. Others wait for their turn. The number is less than TRIES,
 * so that people who type the right password never reach the limit, even if many of them sign in at once.
 */
const AT_ONCE = 8

const device = counter("sign-in-device", TRIES, 15)
const pair = counter("sign-in-pair", TRIES, 15)
/** A whole school may share one address, so an address may fail more often than one login at that address. */
const address = counter("sign-in-address", 100, 15)
/**
 * Counts wrong passwords of one account from all addresses. It never locks anybody out; it only slows answers down and
 * leaves unknown addresses fewer attempts.
 */
const pressure = counter("sign-in-login", ATTACK_FROM, 60)
const ownPassword = counter("own-password", TRIES, 15)
const secondFactor = counter("second-factor", TRIES, 15)
const registration = counter("registration-address", 60, 60)
const usernames = counter("username-address", 60, 60)
const resets = counter("reset-address", 60, 60)

/** An attempt to sign in: the sender's address, the login, and the device if it is known for that login. */
export interface SignInTry {
	address: string
	login: string
	device: string | null
}

/** An attempt that was counted before it was checked. */
interface Held {
	/** Undoes the count if the attempt did not fail. */
	giveBack(): Promise<unknown>
}

/**
 * Counts one attempt in one statement, so that simultaneous attempts all see each other.
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

/**
 * Runs `work` as one attempt that counts only if it fails with `invalid`: a wrong password or a taken name. After success
 * or any other error the count is undone.
 */
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
 * Makes one attempt to sign in. `check` throws DomainError invalid for a wrong login or password.
 *
 * A device on which somebody signed in to this account before has its own attempts, so that no stranger can lock the owner
 * out. Strangers are counted by login and address. If many addresses guess at an account, answers become slower and each
 * unknown address gets fewer attempts, but the account is never closed to everybody.
 * @throws TooManyAttempts
 */
export async function trySignIn<T>(who: SignInTry, check: () => Promise<T>): Promise<T> {
	if (who.device) {
		const known = await take(device, who.device).catch(unlessLimited)
		// A known device that has used up its attempts is treated like a stranger.
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
		// The count of this login at this address starts again from zero. The address keeps its other failures: otherwise
		// somebody could reset the guesses by signing in to an account of their own.
		giveBack: () =>
			Promise.all([pair.delete(hashedKey(place)), there.giveBack(), pressure.reward(hashedKey(login))]),
	}
}

/** How many milliseconds an answer waits after so many failures of the account within an hour. */
export const delayAfter = (failures: number): number =>
	Math.min(Math.max(0, failures - SLOW_FROM) * 50, LONGEST_DELAY_MS)

/** A signed-in person proves their own password, with as many attempts as a stranger has. @throws TooManyAttempts */
export const tryOwnPassword = async <T>(personId: string, check: () => Promise<T>): Promise<T> =>
	inTurn(personId, AT_ONCE, async () => tried(await take(ownPassword, personId), check))

/**
 * The code after the password. Only somebody who knows the password gets here, so a limit locks out nobody else.
 * @throws TooManyAttempts
 */
export const trySecondFactor = async <T>(personId: string, check: () => Promise<T>): Promise<T> =>
	inTurn(personId, AT_ONCE, async () => tried(await take(secondFactor, personId), check))

/** A registration counts only if it is refused because of what was typed. @throws TooManyAttempts */
export const tryRegistration = async <T>(from: string, work: () => Promise<T>): Promise<T> =>
	inTurn(from, AT_ONCE, async () => tried(await take(registration, from), work))

/**
 * The check of a login while it is typed counts only taken names, and counts them separately from registrations. So even
 * many checks never keep anybody from registering.
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

/**
 * Limits how many links to set a password one address requests. The letters to one account are limited separately.
 * @throws TooManyAttempts
 */
export const countResetRequest = (from: string): Promise<unknown> => take(resets, from)

/** After a new password, the failures of the login at this address are forgotten. */
export const forgetFailures = ({ login, address }: { login: string; address: string }): Promise<unknown> =>
	pair.delete(hashedKey(`${login.toLowerCase()} ${address}`))

/** Removes expired counts, in a nightly job. */
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

/** The address of the sender, as the server entry determined it. A proxy's header counts only if the proxy is trusted. */
export function addressOf(context: unknown): string {
	const address =
		typeof context === "object" && context !== null ? Reflect.get(context, "clientAddress") : undefined
	return typeof address === "string" ? address : "unknown"
}
