const MAX_LENGTH = 120
const SEPARATOR = " — "
/**
 * Invisible characters and those that change the direction of writing: controls, format marks, halves of surrogate pairs,
 * line separators.
 */
const INVISIBLE = /[\p{C}\p{Zl}\p{Zp}]/gu
/** What Windows forbids in names. */
const FORBIDDEN = /[<>:"/\\|?*]/g
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const SHORTEST_PART = 8
/** Extensions in people's own file names: with the title «скан.jpg» the result must not be «скан.jpg.pdf». */
const ENDINGS =
	/(?:\.(?:pdf|docx?|odt|rtf|jpe?g|png|tiff?|heic|webp|bmp|zip|rar|7z|xlsx?|pptx?|exe|bat|scr|cmd))+$/i

const withoutEndings = (name: string) => name.replace(ENDINGS, "").trim() || name

/** Makes a name show what it is: «фотоgpj.exe» cannot appear as «фотоexe.jpg». */
export const cleanName = (name: string) => name.normalize("NFC").replace(INVISIBLE, "").trim()

const clean = (part: string) =>
	part
		.normalize("NFC")
		.replace(INVISIBLE, " ")
		.replace(FORBIDDEN, " ")
		.replace(/\s+/g, " ")
		.trim()
		.replace(/^\.+/, "")
		.trim()

/** Cuts to `length` UTF-16 units, never inside a character, and marks the cut. */
const shorten = (text: string, length: number) =>
	`${text
		.slice(0, length - 1)
		.replace(/\p{Cs}$/u, "")
		.trimEnd()}…`

/**
 * The name under which a person saves a file: «Заявление — Лаптева В. А. — скан.pdf». It is safe on Windows and in headers,
 * and has at most 120 characters. If it is too long, the longest part is shortened, so that kind, person and end all stay.
 *
 * @param parts from the general to the particular; empty ones are left out
 * @param extension without the dot; empty for none
 */
export function readableName(parts: readonly (string | null | undefined)[], extension: string): string {
	const cleaned = parts.map((part) => withoutEndings(clean(part ?? ""))).filter((part) => part !== "")
	const ending = extension === "" ? "" : `.${clean(extension).replaceAll(" ", "").slice(0, 10)}`
	const join = () => cleaned.join(SEPARATOR)
	for (;;) {
		const excess = join().length + ending.length - MAX_LENGTH
		if (excess <= 0) break
		const longest = cleaned.reduce(
			(found, part, index) => (part.length > (cleaned[found]?.length ?? 0) ? index : found),
			0,
		)
		const part = cleaned[longest] ?? ""
		if (part.length > SHORTEST_PART)
			cleaned[longest] = shorten(part, Math.max(SHORTEST_PART, part.length - excess))
		else cleaned.splice(-2, 1)
	}
	// Windows drops dots and spaces at the end of a name, and a dot before an extension would be doubled.
	const stem = join().replace(/(?<![. ])[. ]+$/, "")
	const safe = stem === "" || RESERVED.test(stem) ? `Файл${stem === "" ? "" : ` ${stem}`}` : stem
	return `${safe}${ending}`
}

/** The sender's name with the extension of the file's real type: «annex.bat» that contains a PDF becomes «annex.pdf». */
export function nameWithEnding(name: string, extension: string): string {
	const clear = cleanName(name)
	const ending = extension === "jpg" ? /\.jpe?g$/i : new RegExp(`\\.${extension}$`, "i")
	const kept = ending.exec(clear)?.[0] ?? `.${extension}`
	const stem = withoutEndings(clear)
	// An unknown extension («отчёт.xyz») is removed too.
	return `${stem === clear ? clear.replace(/\.[a-z][a-z0-9]{0,9}$/i, "") : stem}${kept}`
}

/** Percent-encodes for `filename*` (RFC 5987): stricter than an address. */
const encode = (name: string) =>
	encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** The header for a download. The plain `filename` is for programs that do not know the encoded one. */
export function contentDisposition(name: string, inline: boolean): string {
	const safe = clean(name) || "Файл"
	const extension = /\.[a-z0-9]{1,10}$/i.exec(safe)?.[0] ?? ""
	return `${inline ? "inline" : "attachment"}; filename="file${extension}"; filename*=UTF-8''${encode(safe)}`
}
