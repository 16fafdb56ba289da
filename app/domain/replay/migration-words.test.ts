import { describe, expect, test } from "vitest"
import type { Migrated } from "#app/workflow/versions.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { tellMigration } from "./migration-words.ts"

const tell = (migrated: Partial<Migrated>, options = { dryRun: false, setAside: false }) =>
	tellMigration({ moves: [], stuck: [], written: false, ...migrated }, LIFECYCLES, options)

const moves: Migrated["moves"] = [
	{ subject: "application", fromVersion: 1, toVersion: 2, from: "submitted", to: "arrived.first", count: 12 },
]
const stuck: Migrated["stuck"] = [{ subject: "letter", id: "7", state: "sent", why: "Нет такого." }]

describe("the command tells of a migration", () => {
	test("old and new, with the words of the states it knows", () => {
		expect(tell({ moves, written: true })).toBe(
			"Заявление, версия 1 → 2: submitted («Подано») → arrived.first: 12\u00a0записей\n\nПереведено.",
		)
	})

	test("who cannot move and why, and that nothing was written for it", () => {
		const told = tell({ moves, stuck })
		expect(told).toContain("Нельзя перевести: 1\u00a0запись\n  Письмо 7, состояние sent: Нет такого.")
		expect(told).toContain("Ничего не записано: переводятся все записи или ни одной.")
	})

	test("that it was only tried, that some were set aside, that there is nothing to do", () => {
		expect(tell({ moves, stuck }, { dryRun: true, setAside: true })).toMatch(/проба: ничего не записано\.$/)
		expect(tell({ moves, stuck, written: true }, { dryRun: false, setAside: true })).toMatch(/ждут оператора/)
		expect(tell({})).toMatch(/переводить нечего/)
	})
})
