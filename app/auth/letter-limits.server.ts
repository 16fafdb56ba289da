import { RateLimiterRes } from "rate-limiter-flexible"
import { counted } from "#app/utils/russian.ts"
import { counter, hashedKey } from "./counters.server.ts"

// Limits letters that anybody can cause without signing in, or that go to an address which may belong to somebody else:
// confirmation, password reset, change of address, invitation. The limit of a mailbox covers all kinds together.

const hour = counter("letter-hour", 5, 60)
const day = counter("letter-day", 20, 24 * 60)

/** A letter that is counted before it is written. */
export interface LetterPlace {
	/** Undoes the count if the letter was not written after all. */
	giveBack(): Promise<unknown>
}

/** «name+anything@host» reaches the mailbox of «name@host», in upper or lower case. */
export const mailboxOf = (email: string): string =>
	email
		.trim()
		.toLowerCase()
		.replace(/^([^@+]*)\+[^@]*@/u, "$1@")

/**
 * Counts a letter to this mailbox. Call it before the transaction that writes the letter, because it uses another
 * connection.
 * @returns null when the mailbox has had enough letters
 */
export async function takeLetterPlace(email: string): Promise<LetterPlace | null> {
	return takePlace(mailboxOf(email))
}

/** The same for letters that inform an account's owner about a change. They are counted by person, so that strangers cannot use them up. */
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

/** Writes the letter for which a place was taken. If writing fails, the place is given back. */
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
