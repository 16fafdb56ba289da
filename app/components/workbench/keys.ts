/** A key of the workbench and what it does. */
export interface BenchKey {
	/** Latin, as on the key: the layout that is switched on does not matter. */
	letter: string
	words: string
}

/** A key as the browser reports it. */
export type PressedKey = Pick<
	KeyboardEvent,
	"key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "repeat" | "defaultPrevented"
>

/**
 * What a pressed key requests: a letter of the list, «?» for the list itself, or nothing. A person who is typing, holds a
 * key down or presses it together with Ctrl means something else.
 */
export function askedByKey(pressed: PressedKey, typing: boolean, keys: readonly BenchKey[]): string | null {
	const { key, code, ctrlKey, altKey, metaKey, repeat, defaultPrevented } = pressed
	if (typing || repeat || defaultPrevented || ctrlKey || altKey || metaKey) return null
	if (key === "?") return "?"
	return keys.find(({ letter }) => code === `Key${letter}`)?.letter ?? null
}
