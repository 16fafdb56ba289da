import { type RefObject, useEffect, useRef, useState } from "react"

/** The choice of a field that takes several files. */
export interface GatheredFiles {
	/** In the order in which they are sent. Empty in a field that takes one file. */
	files: readonly File[]
	/** Called when the person has chosen files. */
	choose(field: HTMLInputElement): void
	/** Puts a file one place earlier or later. */
	move(file: File, by: 1 | -1): void
	remove(file: File): void
}

interface Gathering {
	form: RefObject<HTMLFormElement | null>
	multiple: boolean
	/** The files become the pages of one document. */
	pages: boolean
	/** Whether the earlier choice was refused. */
	refused: boolean
	/** Whether this file alone would be refused. */
	isWrong(file: File): boolean
	/** Called after a move or a removal. A choice by the person is an event of its own. */
	changed(files: FileList): void
}

/**
 * A browser replaces the chosen files when somebody chooses again. A person who photographs one page after another wants to add
 * them, so a field for several files keeps its files, and the person can order and remove them.
 */
export function useGatheredFiles({
	form,
	multiple,
	pages,
	refused,
	isWrong,
	changed,
}: Gathering): GatheredFiles {
	const [files, setFiles] = useState<readonly File[]>([])
	const held = useRef<readonly File[]>([])
	const keep = (all: readonly File[]) => {
		held.current = all
		setFiles(all)
	}
	const fieldIn = () => form.current?.querySelector<HTMLInputElement>("input[type=file]")
	const arrange = (all: readonly File[]) => {
		const field = fieldIn()
		const list = listOf(all)
		if (!field || !list) return
		field.files = list
		keep(all)
		changed(list)
	}
	useEffect(() => {
		// A reset empties the field, so no files are left.
		const element = form.current
		// Files can be chosen before the script has started.
		const early = [...(element?.querySelector<HTMLInputElement>("input[type=file]")?.files ?? [])]
		if (multiple && early.length > 0) {
			held.current = early
			setFiles(early)
		}
		const empty = () => {
			held.current = []
			setFiles([])
		}
		element?.addEventListener("reset", empty)
		return () => element?.removeEventListener("reset", empty)
	}, [form, multiple])
	return {
		files,
		choose(field) {
			if (!multiple) return
			const all = gathered(held.current, [...(field.files ?? [])], { pages, refused, isWrong })
			const list = listOf(all)
			if (list) field.files = list
			keep(list ? all : [...(field.files ?? [])])
		},
		move(file, by) {
			const all = [...held.current]
			const from = all.indexOf(file)
			const [moved] = all.splice(from, 1)
			if (moved) all.splice(from + by, 0, moved)
			arrange(all)
		},
		remove: (file) => arrange(held.current.filter((one) => one !== file)),
	}
}

/** What distinguishes one file from another. */
type NamedFile = Pick<File, "name" | "size" | "lastModified" | "type">

/**
 * What a field holds after another choice. Photographs are added to photographs, and documents to documents; where the files
 * are the pages of one document, any other file is the document itself and replaces what was chosen before. A file that would
 * be refused is dropped, and so is a single one that has been refused.
 */
export function gathered<File extends NamedFile>(
	held: readonly File[],
	chosen: readonly File[],
	{ pages, refused, isWrong }: Pick<Gathering, "pages" | "refused"> & { isWrong(file: File): boolean },
): File[] {
	// The person has opened the dialogue and cancelled it.
	if (chosen.length === 0) return [...held]
	if (pages && ![...held, ...chosen].every(isPhoto)) return [...chosen]
	const stays = refused && held.length === 1 ? [] : held.filter((file) => !isWrong(file))
	return [...stays, ...chosen.filter((file) => !stays.some((one) => isSame(one, file)))]
}

/** The type is empty for photographs that the computer does not know, such as HEIC. Their refusal says what to do. */
const isPhoto = ({ name, type }: NamedFile) =>
	type.startsWith("image/") || /\.(jpe?g|png|hei[cf])$/i.test(name)

const isSame = (one: NamedFile, other: NamedFile) =>
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
