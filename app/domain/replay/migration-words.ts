import { counted } from "#app/utils/russian.ts"
import type { Lifecycles, Migrated } from "#app/workflow/versions.server.ts"

const RECORDS = ["запись", "записи", "записей"] as const

/** The output of `npm run lifecycles`: old → new with numbers, which records cannot be moved and why, and what was done. */
export function describeMigration(
	{ moves, stuck, written }: Migrated,
	lifecycles: Lifecycles,
	{ dryRun, setAside }: { dryRun: boolean; setAside: boolean },
): string {
	if (moves.length === 0 && stuck.length === 0)
		return "Все записи уже на нынешних версиях порядка работы: переводить нечего."
	const lines = moves.map(({ subject, fromVersion, toVersion, from, to, count }) => {
		const name = (state: string) => {
			const short = lifecycles[subject].states[state]?.short
			return short ? `${state} («${short}»)` : state
		}
		return `${lifecycles[subject].title}, версия ${fromVersion} → ${toVersion}: ${name(from)} → ${name(to)}: ${counted(count, RECORDS)}`
	})
	if (stuck.length > 0) {
		lines.push("", `Нельзя перевести: ${counted(stuck.length, RECORDS)}`)
		for (const { subject, id, state, why } of stuck)
			lines.push(`  ${lifecycles[subject].title} ${id}, состояние ${state}: ${why}`)
	}
	lines.push("", outcome({ dryRun, setAside, written, stuck: stuck.length }))
	return lines.join("\n")
}

function outcome({
	dryRun,
	setAside,
	written,
	stuck,
}: {
	dryRun: boolean
	setAside: boolean
	written: boolean
	stuck: number
}): string {
	if (dryRun) return "Это была проба: ничего не записано."
	if (!written)
		return "Ничего не записано: переводятся все записи или ни одной. Отложить эти для оператора и перевести остальные: npm run lifecycles -- --set-aside."
	if (stuck > 0 && setAside)
		return "Переведено. Отложенные записи ждут оператора в разделе «Ручные переводы»."
	return "Переведено."
}
