import { describe, expect, test } from "vitest"
import type { Migrated } from "#app/workflow/versions.server.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { describeMigration } from "./migration-words.ts"

const output = (migrated: Partial<Migrated>, options = { dryRun: false, setAside: false }) =>
	describeMigration({ moves: [], stuck: [], written: false, ...migrated }, LIFECYCLES, options)

const moves: Migrated["moves"] = [
	{ subject: "application", fromVersion: 1, toVersion: 2, from: "submitted", to: "arrived.first", count: 12 },
]
const stuck: Migrated["stuck"] = [{ subject: "letter", id: "7", state: "sent", why: "Нет такого." }]

describe("the command that migrates states prints", () => {
	test("the old and the new state, with the words of those it knows", () => {
		expect(output({ moves, written: true })).toBe(
			"Заявление, версия 1 → 2: submitted («Подано») → arrived.first: 12\u00a0записей\n\nПереведено.",
		)
	})

	test("which records cannot be moved and why, and that therefore nothing was written", () => {
		const text = output({ moves, stuck })
		expect(text).toContain("Нельзя перевести: 1\u00a0запись\n  Письмо 7, состояние sent: Нет такого.")
		expect(text).toContain("Ничего не записано: переводятся все записи или ни одной.")
	})

	test("whether it was a trial, whether records were set aside, and whether there was nothing to do", () => {
		expect(output({ moves, stuck }, { dryRun: true, setAside: true })).toMatch(/проба: ничего не записано\.$/)
		expect(output({ moves, stuck, written: true }, { dryRun: false, setAside: true })).toMatch(
			/ждут оператора/,
		)
		expect(output({})).toMatch(/переводить нечего/)
	})
})
