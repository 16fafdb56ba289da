import { domainToUnicode } from "node:url"

/** An address as people read it: browsers turn «почта.рф» in a field for e-mail into its ASCII form. */
export function readableEmail(address: string): string {
	const at = address.lastIndexOf("@")
	return at < 0 ? address : `${address.slice(0, at)}@${domainToUnicode(address.slice(at + 1))}`
}
