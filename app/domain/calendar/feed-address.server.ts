import { createHmac, timingSafeEqual } from "node:crypto"
import { env } from "#app/utils/env.server.ts"

// The address of a feed is secret, and its owner must be able to see it again at any time. So it is not stored, not even as
// a hash: it consists of the feed's id and a signature of it. A person who reads the database cannot make one without the
// server's secret.

const ID_BYTES = 16
const MAC_BYTES = 24

const key = `calendar feed ${env.SESSION_SECRET}`

const macOf = (id: Buffer) => createHmac("sha256", key).update(id).digest().subarray(0, MAC_BYTES)

/** The token in the address of a feed. */
export function tokenOf(feedId: string): string {
	const id = Buffer.from(feedId.replaceAll("-", ""), "hex")
	return Buffer.concat([id, macOf(id)]).toString("base64url")
}

/** The feed that a token names, or null if this server did not make the token. */
export function feedIdOf(token: string): string | null {
	if (!/^[\w-]{40,64}$/.test(token)) return null
	const bytes = Buffer.from(token, "base64url")
	if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null
	const id = bytes.subarray(0, ID_BYTES)
	if (!timingSafeEqual(bytes.subarray(ID_BYTES), macOf(id))) return null
	return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
