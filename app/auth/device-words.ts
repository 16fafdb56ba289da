// The order matters: each browser's user agent also names the browsers it descends from.
const BROWSERS: readonly [RegExp, string][] = [
	[/YaBrowser\//u, "Яндекс Браузер"],
	[/Edg(A|iOS)?\//u, "Edge"],
	[/OPR\//u, "Opera"],
	[/Firefox\/|FxiOS\//u, "Firefox"],
	[/Chromium\/|Chrome\/|CriOS\//u, "Chrome"],
	[/Safari\//u, "Safari"],
]

const SYSTEMS: readonly [RegExp, string][] = [
	[/Android/u, "Android"],
	[/iPhone/u, "iPhone"],
	[/iPad/u, "iPad"],
	[/Windows/u, "Windows"],
	[/Mac OS X|Macintosh/u, "macOS"],
	[/Linux|X11/u, "Linux"],
]

const named = (table: readonly [RegExp, string][], text: string) =>
	table.find(([pattern]) => pattern.test(text))?.[1]

/** Names a browser as its owner would: «Chrome, Windows». The result contains only our own words and nothing that the browser sent. */
export function deviceWords(userAgent: string | null): string {
	const text = (userAgent ?? "").slice(0, 500)
	const words = [named(BROWSERS, text), named(SYSTEMS, text)].filter(Boolean)
	return words.length > 0 ? words.join(", ") : "Неизвестное устройство"
}
