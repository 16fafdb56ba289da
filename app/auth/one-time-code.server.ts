import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import QRCode from "qrcode"
import { env } from "#app/utils/env.server.ts"

// The second step of signing in (RFC 6238). It follows the real time, not the demo's clock.

const STEP_SECONDS = 30
/** One step before and one after are accepted too, because the clocks of phones are not exact. */
const WINDOW = 1
const CIPHER = "aes-256-gcm"
const RECOVERY_CODES = 10
/** Leaves out letters and digits that look alike. */
const LEGIBLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

/** Secrets are encrypted with a key from the settings, so that a copy of the database alone is not enough to sign in. */
const key = () => Buffer.from(hkdfSync("sha256", env.SESSION_SECRET, "", "attestation second factor", 32))

export function sealSecret(secret: string): string {
	const nonce = randomBytes(12)
	const cipher = createCipheriv(CIPHER, key(), nonce)
	const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()])
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url")
}

/** Returns null if the secret was sealed with another key, because SESSION_SECRET has changed since. */
export function openSecret(sealed: string): string | null {
	const bytes = Buffer.from(sealed, "base64url")
	try {
		const opening = createDecipheriv(CIPHER, key(), bytes.subarray(0, 12))
		opening.setAuthTag(bytes.subarray(12, 28))
		return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString("utf8")
	} catch {
		return null
	}
}

export const newSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string, label: string) =>
	new TOTP({ issuer: "Аттестация", label, secret: Secret.fromBase32(secret), period: STEP_SECONDS })

/** Returns the time step of a code that is valid now, or null. Each step can be used for one sign-in. */
export function stepOfCode(secret: string, code: string, at = Date.now()): number | null {
	const token = code.replace(/\s/g, "")
	if (!/^\d{6}$/.test(token)) return null
	const delta = totpOf(secret, "").validate({ token, timestamp: at, window: WINDOW })
	return delta === null ? null : Math.floor(at / 1000 / STEP_SECONDS) + delta
}

/** Returns the secret for an authenticator app: as text to type in, and as a picture to scan. */
export function pairing(secret: string, username: string) {
	const { modules } = QRCode.create(totpOf(secret, username).toString())
	let path = ""
	for (let y = 0; y < modules.size; y += 1)
		for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
	return { secret: (secret.match(/.{1,4}/g) ?? []).join(" "), size: modules.size, path }
}

export function newRecoveryCodes(): string[] {
	const five = () => Array.from({ length: 5 }, () => LEGIBLE[randomInt(LEGIBLE.length)]).join("")
	return Array.from({ length: RECOVERY_CODES }, () => `${five()}-${five()}`)
}

/**
 * Returns a recovery code in the form in which it is hashed. People may type it in small letters, with or without the dash.
 * Returns null if the text cannot be a recovery code.
 */
export function plainRecoveryCode(code: string): string | null {
	const plain = code.toUpperCase().replace(/[^0-9A-Z]/g, "")
	return plain.length === 10 ? plain : null
}
