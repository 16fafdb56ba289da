import { createHmac, timingSafeEqual } from "node:crypto"
import { env } from "#app/utils/env.server.ts"

// The address of a feed is secret and must be shown again whenever its owner asks. So it is not stored, not even as a hash: it is
// the id of the feed and a signature of it. Whoever reads the database cannot make one without the secret of the server.

const ID_BYTES = 16
const MAC_BYTES = 24

const key = `calendar feed ${env.SESSION_SECRET}`

const macOf = (id: Buffer) => createHmac("sha256", key).update(id).digest().subarray(0, MAC_BYTES)

/** The token in the address of a feed. */
export function tokenOf(feedId: string): string {
	const id = Buffer.from(feedId.replaceAll("-", ""), "hex")
	return Buffer.concat([id, macOf(id)]).toString("base64url")
}

/** The feed that a token names; null when this server has not made it. */
export function feedIdOf(token: string): string | null {
	if (!/^[\w-]{40,64}$/.test(token)) return null
	const bytes = Buffer.from(token, "base64url")
	if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null
	const id = bytes.subarray(0, ID_BYTES)
	if (!timingSafeEqual(bytes.subarray(ID_BYTES), macOf(id))) return null
	return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
