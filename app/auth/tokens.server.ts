import { createHash, randomBytes } from "node:crypto"

/** What a one-time link carries, and what alone is kept of it. */
export interface OneTimeToken {
	/** 32 random bytes, base64url: goes into the letter and nowhere else. */
	token: string
	hash: string
}

export function newToken(): OneTimeToken {
	const token = randomBytes(32).toString("base64url")
	return { token, hash: hashToken(token) }
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex")
