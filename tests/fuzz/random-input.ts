// Input as nobody would type it, from a seed, so that a failure can be repeated.

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

type Random = () => number

export const oneOf = <T>(random: Random, among: readonly T[]): T =>
	among[Math.floor(random() * among.length)] as T

/** Pieces of what people type, of what breaks parsers, and of what attacks databases and pages. */
const PIECES = [
	...[
		"",
		" ",
		"\t",
		"\n",
		"\r\n",
		"\u00a0",
		"\u200b",
		"\u202e",
		"\ufeff",
		"\u0000",
		"\u0007",
		"\ud800",
		"\udfff",
		"\u0301",
	],
	...[
		"а",
		"Ёлкина",
		"Иванова-Петрова",
		"МАОУ «Школа № 901»",
		"учитель",
		"ё",
		"İ",
		"ß",
		"👩‍🏫",
		"𝒜",
		"ﬁ",
		"中",
	],
	...[
		"31.02.2026",
		"01.09.2026",
		"2026-09-01",
		"1.9.26",
		"32.13.9999",
		"2026-10",
		"0000-00-00",
		"29 февраля 2027 г.",
		"вчера",
	],
	...["10:00", "25:61", "8 (3822) 00-00-00", "+7 900 000-00-00", "+++", "123456", "00000000000"],
	...["0", "-0", "-1", "1", "1e309", "1_000", "٣", "9".repeat(40), "0x1f", "NaN", "Infinity", "3,5", "½"],
	...["a@b.ru", "a@@b", "имя@почта.рф", "@", "a@b", "<a@b.ru>", "a@xn--80a.ru", `${"a".repeat(80)}@b.ru`],
	...[
		"http://",
		"https://a.ru/#?",
		"javascript:alert(1)",
		"//a",
		"http://[::1",
		"file:///etc/passwd",
		"https://user:x@a.ru:99999",
	],
	...[
		"__proto__",
		"constructor",
		"toString",
		"hasOwnProperty",
		"null",
		"undefined",
		"true",
		"on",
		"yes",
		"[object Object]",
	],
	...[
		'\'; DROP TABLE "Person"; --',
		"<script>",
		"{{x}}",
		"{#rows}",
		"%00",
		"%",
		"_",
		"\\",
		"../..",
		"$1",
		"&amp;",
		"()",
		"[[[",
	],
	...[
		"first",
		"highest",
		"meets",
		"fails",
		"granted",
		"operator",
		"teacher",
		"tomsk",
		"uchitel",
		"manual",
		"atOnce",
	],
	"я".repeat(300),
	" ".repeat(2_000),
	"0".repeat(5_000),
]

/** Mostly short text of such pieces and of any characters at all. */
export function randomText(random: Random): string {
	const pieces = Math.floor(random() ** 2 * 6)
	let text = oneOf(random, PIECES)
	for (let piece = 0; piece < pieces; piece += 1)
		text += random() < 0.7 ? oneOf(random, PIECES) : String.fromCharCode(Math.floor(random() * 0x10000))
	return text
}

/** What may stand under a name: text, several texts, nothing, or something that no form can send. */
export function randomValue(random: Random, depth = 0): unknown {
	const kind = random()
	if (kind < 0.7) return randomText(random)
	if (kind < 0.78) return undefined
	if (kind < 0.84) return Array.from({ length: Math.floor(random() * 4) }, () => randomText(random))
	if (kind < 0.88)
		return oneOf(random, [
			null,
			true,
			false,
			Number.NaN,
			-1,
			Number.POSITIVE_INFINITY,
			12,
			0n,
			new Date(Number.NaN),
		])
	if (kind < 0.94 && depth < 3)
		return Object.fromEntries([[randomText(random), randomValue(random, depth + 1)]])
	return oneOf<unknown>(random, [[], {}, [null], [{}], Object.create(null), Symbol.iterator, () => "x"])
}
