import { createHash, randomBytes } from "node:crypto"

/** A one-time link carries the token. Only its hash is stored. */
export interface OneTimeToken {
	/** 32 random bytes, base64url. The letter contains it, and it is stored nowhere else. */
	token: string
	hash: string
}

export function newToken(): OneTimeToken {
	const token = randomBytes(32).toString("base64url")
	return { token, hash: hashToken(token) }
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex")
