import { prisma } from "#app/db/client.server.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import { counted, longDateTime } from "#app/utils/russian.ts"
import type { VersionRow } from "./versions.server.ts"

const PERSON = { select: { surname: true, name: true, patronymic: true } } as const

/** Version 0, which came with the program, is called the original. The others have numbers. */
export const versionName = (number: number, original: string) =>
	number === 0 ? original : `версия ${number}`

/** «1 октября 2026 г., 09:00, Операторова Ольга Павловна», or empty for the version that came with the program. */
export const versionMadeBy = (row: VersionRow | null) =>
	row ? `${longDateTime(row.uploadedAt)}, ${fullName(row.uploadedBy)}` : ""

export const CAME_WITH_PROGRAM = "Пришёл вместе с программой"

/** Every version, latest first, and when each was put in force. */
export async function historyOf(id: string, inForce: number, original: string) {
	const [rows, uses] = await Promise.all([
		prisma.templateVersion.findMany({
			where: { formId: id },
			orderBy: { number: "desc" },
			include: { uploadedBy: PERSON },
		}),
		prisma.templateUse.findMany({
			where: { formId: id },
			orderBy: [{ at: "desc" }, { id: "desc" }],
			take: 50,
			include: { by: PERSON },
		}),
	])
	return {
		versions: [
			...rows.map((row) => ({ number: row.number, note: row.note, uploaded: versionMadeBy(row) })),
			{ number: 0, note: CAME_WITH_PROGRAM, uploaded: "" },
		].map((version) => ({
			...version,
			name: versionName(version.number, original),
			current: version.number === inForce,
		})),
		uses: uses.map((use) => ({
			id: use.id,
			dateTime: use.at.toISOString(),
			at: longDateTime(use.at),
			title: `Введён в действие: ${versionName(use.number, original)}`,
			note: fullName(use.by),
		})),
	}
}

/** For each of several items: which version is in force, since when, who enacted it, and how many versions there are. */
export async function standingOf(prefix: string, original: string) {
	const [uses, counts] = await Promise.all([
		prisma.templateUse.findMany({
			where: { formId: { startsWith: prefix } },
			distinct: ["formId"],
			orderBy: [{ formId: "asc" }, { at: "desc" }, { id: "desc" }],
			include: { by: PERSON },
		}),
		prisma.templateVersion.groupBy({
			by: ["formId"],
			where: { formId: { startsWith: prefix } },
			_count: true,
		}),
	])
	return (id: string) => {
		const use = uses.find(({ formId }) => formId === id)
		const versions = counts.find(({ formId }) => formId === id)?._count ?? 0
		const number = use?.number ?? 0
		return {
			number,
			changed: number > 0,
			inForce: versionName(number, original),
			since: use ? `с ${longDateTime(use.at)}, ${fullName(use.by)}` : "",
			uploaded: versions === 0 ? "" : counted(versions, ["версия", "версии", "версий"]),
		}
	}
}
