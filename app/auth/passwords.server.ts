import { hash, verify } from "@node-rs/argon2"

// Both functions take tens of milliseconds and 19 MiB. Never call them inside a transaction.

// The library uses argon2id by default.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), OPTIONS)

/** Computed at start: the first unknown login must not take longer than a known one. */
const nobodysHash = hashPassword("nobody has this password")

/**
 * Whether the password matches the hash. Without a hash (no such login, or no password set yet) the answer is false but
 * takes as long, so that its time does not reveal which logins exist.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
	const matches = await verify(stored ?? (await nobodysHash), password.normalize("NFC"))
	return stored !== null && matches
}
