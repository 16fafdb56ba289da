import { RateLimiterRes } from "rate-limiter-flexible"
import { counted } from "#app/utils/russian.ts"
import { counter, hashedKey } from "./counters.server.ts"

// Letters that somebody can cause without having signed in, or to an address that is not theirs: confirmation, password reset,
// change of address, invitation. One mailbox gets at most so many of all kinds together.

const hour = counter("letter-hour", 5, 60)
const day = counter("letter-day", 20, 24 * 60)

/** One letter that was counted before it is written. */
export interface LetterPlace {
	/** The letter was not written after all. */
	giveBack(): Promise<unknown>
}

/** «name+anything@host» reaches the mailbox of «name@host», in any case. */
export const mailboxOf = (email: string): string =>
	email
		.trim()
		.toLowerCase()
		.replace(/^([^@+]*)\+[^@]*@/u, "$1@")

/**
 * Counts a letter to this mailbox. Ask before the transaction that writes the letter: it uses a connection of its own.
 * @returns null when the mailbox has had enough letters
 */
export async function takeLetterPlace(email: string): Promise<LetterPlace | null> {
	return takePlace(mailboxOf(email))
}

/** The same for the letters that tell an account's owner of a change: strangers cannot use up their number. */
export async function takeNoticePlace(personId: string): Promise<LetterPlace | null> {
	return takePlace(`person ${personId}`)
}

async function takePlace(key: string): Promise<LetterPlace | null> {
	const hashed = hashedKey(key)
	try {
		await hour.consume(hashed)
	} catch (error) {
		return unlessFull(error)
	}
	try {
		await day.consume(hashed)
	} catch (error) {
		await hour.reward(hashed)
		return unlessFull(error)
	}
	return { giveBack: () => Promise.all([hour.reward(hashed), day.reward(hashed)]) }
}

function unlessFull(error: unknown): null {
	if (error instanceof RateLimiterRes) return null
	throw error
}

/** Writes the letter in the place that was taken; a failure gives the place back. */
export async function inLetterPlace<T>(place: LetterPlace | null, write: () => Promise<T>): Promise<T> {
	try {
		return await write()
	} catch (error) {
		await place?.giveBack()
		throw error
	}
}

const LETTERS_AN_HOUR = counted(hour.points, ["письмо", "письма", "писем"])

export const mailboxIsFull = (email: string): string =>
	`На адрес ${email} уже отправлено ${LETTERS_AN_HOUR} за час: больше система не отправляет, чтобы никто не засыпал чужой ящик письмами. Проверьте папку «Спам» или повторите через час.`
