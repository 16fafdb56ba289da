import { unbroken } from "#app/utils/russian.ts"

/** A longer name would push the menu of a coordinator into a second line on a screen of 1440 px. */
const LONGEST_NAME = 26

export const nameInHead = (fullName: string): string =>
	fullName.length > LONGEST_NAME ? shortName(fullName) : fullName

/** «Иванова М. П.», for a menu that leaves no room for the full name. */
export function shortName(fullName: string): string {
	const [surname = "", ...names] = fullName.split(" ")
	return unbroken([surname, ...names.slice(0, 2).map((word) => `${word.charAt(0)}.`)].join(" "))
}
