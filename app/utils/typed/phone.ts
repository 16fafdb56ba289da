import { plainHyphens, tidyLine } from "./tidy.ts"

/** A longer text contains more than a number. */
const LONGEST = 60
/** «доб. 5», «вн. 12», «доп. 3», «ext. 7», «#5»: what separates a number from its extension. */
const EXTENSION = /(?:доб|вн|доп|ext)[а-яёa-z]{0,12}\.?|#/iu
const PUNCTUATION = /[\s().,+-]/g

export interface Phone {
	/** Ten digits without the country code. */
	national: string
	/** «8 (38200) 0-00-00» as it was typed, without its extension. */
	typed: string
	extension: string | null
}

/** A Russian telephone number in any spelling. Null unless it has ten digits after +7 or 8. */
export function parsePhone(text: string): Phone | null {
	if (text.length > LONGEST) return null
	const [number = "", ...rest] = plainHyphens(tidyLine(text)).split(EXTENSION)
	if (rest.length > 1) return null
	const national = nationalNumber(number)
	const extension = rest[0] === undefined ? null : rest[0].replace(PUNCTUATION, "")
	if (!national || (extension !== null && !/^\d{1,6}$/.test(extension))) return null
	return { national, typed: number.replace(/(?<![\s,;:.-])[\s,;:.-]+$/, ""), extension }
}

function nationalNumber(number: string): string | null {
	const digits = number.replace(/[;:]\s?$/, "").replace(PUNCTUATION, "")
	if (!/^\d+$/.test(digits)) return null
	if (digits.length === 11 && /^[78]/.test(digits)) return digits.slice(1)
	return digits.length === 10 ? digits : null
}

/** «+7 913 000-00-00, доб. 5» for a mobile number, null for any other. */
export function mobileNumber({ national, extension }: Phone): string | null {
	if (!national.startsWith("9")) return null
	const parts = [national.slice(0, 3), national.slice(3, 6), national.slice(6, 8), national.slice(8)]
	return withExtension(`+7 ${parts[0]} ${parts[1]}-${parts[2]}-${parts[3]}`, extension)
}

/** A number with its area code, grouped as its owner typed it, because the length of the code depends on the town. */
export const anyNumber = (phone: Phone): string =>
	mobileNumber(phone) ?? withExtension(phone.typed, phone.extension)

const withExtension = (number: string, extension: string | null): string =>
	extension === null ? number : `${number}, доб. ${extension}`
