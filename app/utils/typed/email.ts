import { tidyLine } from "./tidy.ts"

/** RFC 5321. */
const LONGEST = 254
const LOCAL_PART = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/

/**
 * An address as it is stored: without invisible characters, spaces, «mailto:» and angle brackets, and with its domain in
 * lower case. Null if it is not an address. Domains may be Russian («почта.рф») or written in their ASCII form.
 */
export function parseEmail(text: string): string | null {
	if (text.length > LONGEST + 20) return null
	const address = tidyLine(text)
		.replace(/^mailto:/i, "")
		.replace(/^<(.*)>$/, "$1")
		.trim()
	const at = address.lastIndexOf("@")
	const [local, domain] = [
		address.slice(0, Math.max(at, 0)),
		address.slice(at + 1).toLocaleLowerCase("ru-RU"),
	]
	if (address.length > LONGEST || !LOCAL_PART.test(local)) return null
	if (local.startsWith(".") || local.endsWith(".") || local.includes("..")) return null
	return asciiDomain(domain) === null ? null : `${local}@${domain}`
}

/** What is wrong with an address that `parseEmail` has refused, and what to do. */
export function emailProblem(text: string): string {
	const [local = "", ...rest] = tidyLine(text).split("@")
	if (rest.length > 0 && /[а-яё]/i.test(local))
		return "В адресе электронной почты до знака @ бывают только латинские буквы, цифры и точки: переключите раскладку и наберите адрес снова."
	return "Проверьте адрес электронной почты: он должен быть вида imya@example.ru."
}

/** True if both addresses are the same mailbox. «почта.рф» and «xn--80a1acny.xn--p1ai» are one domain. */
export function sameEmail(one: string, other: string): boolean {
	const [first, second] = [canonicalEmail(one), canonicalEmail(other)]
	return first !== null && first === second
}

/** The spelling by which an address is looked up: lower case, the domain in ASCII. Null if it is not an address. */
export function canonicalEmail(text: string): string | null {
	const address = parseEmail(text)
	if (!address) return null
	const at = address.lastIndexOf("@")
	return `${address.slice(0, at).toLowerCase()}@${asciiDomain(address.slice(at + 1))}`
}

/** The domain as mail servers know it, or null if it is not a domain name. */
function asciiDomain(domain: string): string | null {
	if (!/^[\p{L}\p{N}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return null
	const { hostname } = new URL(`http://${domain}`)
	const labels = hostname.split(".")
	const isName = labels.length > 1 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(label))
	return isName && !/^\d+$/.test(labels.at(-1) ?? "") ? hostname : null
}
