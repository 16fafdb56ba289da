import { beforeAll, describe, expect, test } from "vitest"
import {
	approveSchedule,
	bring,
	type Cast,
	NOW,
	newWithdrawal,
	of,
	openRegion,
	teachers,
} from "#tests/factories.ts"
import { EXPERT_LISTS, groupList, SCHOOL_LISTS } from "./cabinet-lists.server.ts"
import { csvOf } from "./csv.ts"
import type { OpenedList } from "./list.ts"
import { MUNICIPALITY_LISTS } from "./municipality-lists.server.ts"

// Files of the lists that a person sees by their own role: of a school, of an expert's seats, of a group.

let people: Cast

beforeAll(async () => {
	people = await openRegion(
		["municipal", "municipal3", "school", "school2", "school3", "expert1", "expert2", "expert3", "head"],
		[
			...teachers(["yana"], { surname: "Ясная" }),
			...teachers(["elka"], { surname: "Ёлкина" }),
			...teachers(["anna"], { surname: "Азова" }),
			...teachers(["nobody"], { surname: "Нетова" }),
			...teachers(["physics"], {
				role: "group_head",
				organisation: "903",
				subject: "физика",
				inviter: "municipal",
			}),
		],
	)
	await bring(people, { teacher: "yana", until: "assigned", period: "open" })
	await bring(people, { teacher: "anna", until: "assigned", period: "open", claimed: "highest" })
	await newWithdrawal(
		of(people, "elka"),
		await bring(people, { teacher: "elka", until: "registered" }),
		"submitted",
	)
	await bring(people, { teacher: "nobody", until: "editing" })
	await approveSchedule(people)
}, 120_000)

/** The surnames in the file, in its order. */
async function surnames(list: OpenedList): Promise<string[]> {
	let text = ""
	for await (const part of csvOf(list)) text += part
	return text.match(/Ясная|Ёлкина|Азова|Нетова/g) ?? []
}

type Open = (username: string, query?: string) => Promise<string[]>
const asked = (username: string, query: string) => ({
	actor: of(people, username),
	query: new URLSearchParams(query),
	now: NOW,
})
const school =
	(name: keyof typeof SCHOOL_LISTS): Open =>
	(username, query = "") =>
		surnames(SCHOOL_LISTS[name](asked(username, query)))
const expert: Open = (username, query = "") => surnames(EXPERT_LISTS.attestation(asked(username, query)))
const group: Open = (username, query = "") => surnames(groupList(asked(username, query)))
const papers: Open = (username, query = "") => {
	const municipalityCode = username === "municipal3" ? "kolpashevsky" : "tomsk"
	return surnames(MUNICIPALITY_LISTS.papers({ ...asked(username, query), municipalityCode }))
}

const FILES: Record<string, { open: Open; own: string; others: string[]; inIt: string[] }> = {
	"a school's applications": {
		open: school("applications"),
		own: "school",
		others: ["school2", "school3", "municipal", "expert1", "operator", "yana"],
		inIt: ["Азова", "Ёлкина", "Нетова", "Ясная"],
	},
	"a school's teachers": {
		open: school("teachers"),
		own: "school",
		others: ["school2", "school3", "municipal", "expert1", "operator", "yana"],
		inIt: ["Нетова"],
	},
	"a school's withdrawals": {
		open: school("withdrawals"),
		own: "school",
		others: ["school2", "school3", "municipal", "expert1", "operator", "yana"],
		inIt: ["Азова", "Ёлкина", "Ясная"],
	},
	"an expert's teachers": {
		open: expert,
		own: "expert1",
		others: ["expert3", "school", "municipal", "operator", "yana"],
		inIt: ["Азова", "Ясная"],
	},
	"the papers of a group": {
		open: group,
		own: "head",
		others: ["physics", "municipal", "expert1", "operator", "yana"],
		inIt: ["Азова", "Ясная"],
	},
	"the papers of a municipality": {
		open: papers,
		own: "municipal",
		others: ["municipal3"],
		inIt: ["Азова", "Ясная"],
	},
}

describe.each(Object.entries(FILES))("the file of %s", (_name, { open, own, others, inIt }) => {
	test("has its people by surname, where Ё stands beside Е", async () => {
		expect(await open(own)).toEqual(inIt)
	})

	test("turns round with its page", async () => {
		expect(await open(own, "sort=-name")).toEqual(inIt.toReversed())
	})

	test.each(others)("has nobody in it for %s", async (username) => {
		expect(await open(username)).toEqual([])
	})
})

test.each([
	["a school's applications", "sort=claimed", ["Ёлкина", "Ясная", "Азова", "Нетова"]],
	["a school's applications", "sort=-since", ["Азова", "Ясная", "Ёлкина", "Нетова"]],
	["a school's withdrawals", "sort=-claimed", ["Азова", "Ёлкина", "Ясная"]],
	["a school's withdrawals", "sort=withdrawal", ["Ёлкина", "Азова", "Ясная"]],
	["an expert's teachers", "sort=-category", ["Азова", "Ясная"]],
	["the papers of a group", "sort=category", ["Ясная", "Азова"]],
	["the papers of a municipality", "sort=-category", ["Азова", "Ясная"]],
])("the file of %s is in the order of its page: %s", async (name, query, order) => {
	const file = FILES[name]
	expect(await file?.open(file.own, query)).toEqual(order)
})
