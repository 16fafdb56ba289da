import { describe, expect, test } from "vitest"
import { noFacts } from "./application/application.facts.ts"
import { applicationLifecycle } from "./application/application.texts.ts"
import { explainEvent, refusalOf } from "./explain.ts"

const AT = { type: "form.issue", at: "2026-10-01T02:00:00Z" }
const rule = { rule: "highest_without_category", date: "2026-10-01", words: "На высшую без категории, п. 30" }
const explained = (facts: object) =>
	explainEvent(applicationLifecycle, "draft.editing", { ...noFacts, ...facts }, AT)

describe("an event that a rule forbids", () => {
	test("names the rule next to its reason, so that a page can link to it", () => {
		const { possible, reasons, rules } = explained({
			rulebookBlocks: ["На высшую подаёт тот, кто имел категорию."],
			rulebookRules: [rule],
		})
		expect(possible).toBe(false)
		expect(reasons).toEqual(["На высшую подаёт тот, кто имел категорию."])
		expect(rules).toEqual([rule])
	})

	test("names it in the refusal after the click as well", () => {
		const facts = {
			...noFacts,
			rulebookBlocks: ["На высшую подаёт тот, кто имел категорию."],
			rulebookRules: [rule],
		}
		const { reasons, rules } = refusalOf(applicationLifecycle, "draft.editing", facts, AT)
		expect({ reasons, rules }).toEqual({ reasons: facts.rulebookBlocks, rules: [rule] })
		expect(refusalOf(applicationLifecycle, "submitted", facts, AT).rules).toEqual([])
	})

	test("names no rule if something else blocks it or nothing does", () => {
		expect(explained({ formProblems: ["стаж"] })).not.toHaveProperty("rules")
		expect(explained({})).not.toHaveProperty("rules")
	})
})
