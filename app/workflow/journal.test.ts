import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { type Actor, SYSTEM } from "#app/policies/policy.ts"
import { hashOf, hashOfRow, type JournalStep, journalRow } from "./journal.server.ts"
import { reasonIn } from "./subject.server.ts"

const coordinator: Actor = {
	kind: "person",
	id: "coordinator",
	username: "c",
	fullName: "Иванова Анна",
	grants: [
		{ role: "municipal_coordinator", municipalityCode: "tomsk", organisationId: null, subjectId: null },
		{ role: "teacher", municipalityCode: "tomsk", organisationId: "school", subjectId: null },
	],
}
const step: JournalStep = {
	subject: "application",
	subjectId: "a",
	seq: 2,
	event: "form.issue",
	data: {},
	from: "draft.editing",
	to: "draft.formed",
	at: new Date("2026-10-20T05:00:00Z"),
	reason: null,
	machineVersion: 1,
	actor: coordinator,
	onBehalfOf: "teacher",
}

describe("a row of the journal", () => {
	test("names who acted, in all their roles, and the teacher for whom they acted", () => {
		expect(journalRow(step, "before")).toMatchObject({
			actorId: "coordinator",
			actorName: "Иванова Анна",
			actorRole: "municipal_coordinator teacher",
			onBehalfOf: "teacher",
			previousHash: "before",
		})
	})

	test("names nobody as represented when people act for themselves, when a subject concerns nobody, or the system acts", () => {
		for (const change of [{ onBehalfOf: "coordinator" }, { onBehalfOf: null }, { actor: SYSTEM }])
			expect(journalRow({ ...step, ...change }, "").onBehalfOf).toBeNull()
		expect(journalRow({ ...step, actor: SYSTEM }, "")).toMatchObject({ actorId: null, actorName: "Система" })
	})

	test("has the hash of what it says and of the row before it", () => {
		const row = journalRow(step, "before")
		expect(hashOfRow(row)).toBe(row.hash)
		const { previousHash, hash, ...entry } = row
		expect(hash).toBe(hashOf(entry, previousHash))
		expect(journalRow(step, "another").hash).not.toBe(hash)
		expect(journalRow({ ...step, to: "submitted" }, "before").hash).not.toBe(hash)
	})
})

describe("the reason of an event", () => {
	const subject = { reasonFields: ["reason", "comment", "remark"] }

	test.each([
		[{ reason: "Нет подписи" }, "Нет подписи"],
		[{ comment: "Не учтён показатель" }, "Не учтён показатель"],
		[{ remark: "Нет подписи", extra: 1 }, "Нет подписи"],
		[{ reason: null, remark: "Замечание" }, "Замечание"],
		[{ reason: "" }, null],
		[{ reason: 7 }, null],
		[{ text: "Нет подписи" }, null],
		[{}, null],
	])("in %j is %j, from the fields that the noun names", (input, reason) => {
		expect(reasonIn(subject, input)).toBe(reason)
	})

	test("of a noun without such fields is never found", () => {
		expect(reasonIn({ reasonFields: [] }, { reason: "Нет подписи" })).toBeNull()
	})
})

test("the engine names no noun and none of its fields", () => {
	const files = readdirSync(import.meta.dirname).filter((name) => /(?<!\.test)\.ts$/.test(name))
	const naming = files.filter((name) => {
		const code = readFileSync(join(import.meta.dirname, name), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")
		return name !== "tables.ts" && /teacherId|applicationId|\bremark\b|\bcomment\b|#app\/domain/.test(code)
	})
	expect(files.length).toBeGreaterThan(8)
	expect(naming).toEqual([])
})
