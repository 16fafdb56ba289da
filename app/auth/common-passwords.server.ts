import { dictionary } from "@zxcvbn-ts/language-common"
import { invalid } from "#app/utils/errors.ts"

/** Passwords that attackers try first, from leaks of many sites: about 50,000, of which 18,000 are long enough to be chosen here. */
const COMMON: ReadonlySet<string> = new Set(dictionary["passwords-common"])

const CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
const LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
const KEYS = new Map([...CYRILLIC].map((letter, at) => [letter, LATIN[at] ?? letter]))

/** «йцукен123» uses the same keys as «qwerty123» and is as common. */
const asLatinKeys = (text: string) => [...text].map((letter) => KEYS.get(letter) ?? letter).join("")

const TOO_COMMON =
	"Этот пароль слишком распространён: его подберут одним из первых. Придумайте другой, например из трёх-четырёх не связанных между собой слов."
const TOO_CLOSE =
	"Пароль не должен совпадать с именем пользователя или адресом электронной почты. Придумайте другой."

/**
 * Only for new passwords: a longer list must not lock out a person with an old one.
 * @throws DomainError invalid at the field
 */
export function refuseCommonPassword(
	password: string,
	{ username = "", email = "" }: { username?: string; email?: string },
): void {
	const word = password.normalize("NFC").trim().toLowerCase()
	if (COMMON.has(word) || COMMON.has(asLatinKeys(word))) throw invalid({ password: TOO_COMMON })
	const own = [username, email, email.split("@")[0] ?? ""].map((text) => text.toLowerCase())
	if (own.includes(word)) throw invalid({ password: TOO_CLOSE })
}
