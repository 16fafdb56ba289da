import { hash, verify } from "@node-rs/argon2"

// Both functions take tens of milliseconds and 19 MiB: never inside a transaction.

// The library's algorithm is argon2id unless told otherwise.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize("NFC"), OPTIONS)

/** Made at once: the first unknown login must not take twice as long as a known one. */
const nobodysHash = hashPassword("nobody has this password")

/**
 * Whether the password belongs to the hash. Without a hash (no such login, or no password set yet) it takes as long and is
 * false, so that the time of the answer does not tell which logins exist.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
	const matches = await verify(stored ?? (await nobodysHash), password.normalize("NFC"))
	return stored !== null && matches
}
