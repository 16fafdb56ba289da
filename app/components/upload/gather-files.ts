import { useRef } from "react"

/**
 * A browser replaces the chosen files when somebody chooses again. Who photographs pages one after another means to add, so the
 * field keeps what it has held. A refused choice is replaced.
 */
export function useGatheredFiles(refused: boolean): (field: HTMLInputElement) => void {
	const held = useRef<readonly File[]>([])
	return (field) => {
		const chosen = [...(field.files ?? [])]
		const before = refused ? [] : held.current
		const added = chosen.filter((file) => !before.some((one) => isSame(one, file)))
		held.current = [...before, ...added]
		if (before.length > 0) field.files = listOf(held.current) ?? field.files
	}
}

const isSame = (one: File, other: File) =>
	one.name === other.name && one.size === other.size && one.lastModified === other.lastModified

/** Null in a browser that is too old to make such a list; it then behaves as every browser does without script. */
function listOf(files: readonly File[]): FileList | null {
	try {
		const list = new DataTransfer()
		for (const file of files) list.items.add(file)
		return list.files
	} catch {
		return null
	}
}
