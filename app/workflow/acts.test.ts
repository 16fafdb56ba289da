import { describe, expect, test } from "vitest"
import { applicationPolicy } from "#app/policies/application.policy.ts"
import { isSystem, onlyFrom } from "#app/policies/policy.ts"
import {
	type ActList,
	actsIn,
	cabinetsOf,
	closedAt,
	formsAt,
	linksFrom,
	type OwnEvents,
	PAGE,
} from "./acts.ts"

const LIST = {
	"paper.sign": { title: "Подписать бумагу", tone: "main", note: "Подпись видна всем." },
	"paper.check": {
		in: { operator: { title: "Проверить бумагу", at: "desk", link: "Проверить", linkOrder: 2 } },
	},
	"paper.send": { stays: true, in: { operator: { at: "post", link: "Отправить", linkOrder: 1 } } },
	"paper.burn": { noButton: "The stove does it." },
} satisfies ActList<string, string>

const told = (button: string, possible = true) => ({ button, possible, reasons: possible ? [] : ["Рано."] })
const EVENTS: OwnEvents = {
	"paper.burn": told("Сжечь"),
	"paper.send": told("Отправить"),
	"paper.check": told("Проверить"),
	"paper.sign": told("Подписать"),
}

describe("the acts of a cabinet", () => {
	test("come in the order of the list, whatever order the events have", () => {
		const acts = actsIn(LIST, "operator", EVENTS)
		expect(acts.map(({ event }) => event)).toEqual(["paper.sign", "paper.check", "paper.send"])
	})

	test("are called by their title, or by the words of their button", () => {
		const titles = (cabinet: "operator" | "expert") => actsIn(LIST, cabinet, EVENTS).map(({ title }) => title)
		expect(titles("operator")).toEqual(["Подписать бумагу", "Проверить бумагу", "Отправить"])
		expect(titles("expert")).toEqual(["Подписать бумагу", "Проверить", "Отправить"])
	})

	test("include an event that the list does not have yet, as a plain button on the subject's page, after the others", () => {
		const acts = actsIn(LIST, "expert", { "paper.fold": told("Сложить"), ...EVENTS })
		expect(acts.at(-1)).toMatchObject({ event: "paper.fold", title: "Сложить", at: PAGE, tone: "second" })
	})

	test("are forms at their place, and links from the subject's page to other places", () => {
		const acts = actsIn(LIST, "operator", EVENTS)
		expect(formsAt(acts, PAGE).map(({ event }) => event)).toEqual(["paper.sign"])
		expect(formsAt(acts, "desk").map(({ event }) => event)).toEqual(["paper.check"])
		expect(linksFrom(acts)).toEqual([
			{ at: "post", label: "Отправить" },
			{ at: "desk", label: "Проверить" },
		])
	})

	test("are listed with their reasons while they are impossible, unless their button stays in its place", () => {
		const acts = actsIn(LIST, "expert", {
			"paper.sign": told("Подписать", false),
			"paper.send": told("Отправить", false),
		})
		expect(closedAt(acts, PAGE).map(({ event, reasons }) => [event, reasons])).toEqual([
			["paper.sign", ["Рано."]],
		])
		expect(formsAt(acts, PAGE).map(({ event }) => event)).toEqual(["paper.send"])
	})
})

describe("the cabinets of an event", () => {
	test("are those of the people whom its rule admits", () => {
		expect(cabinetsOf(applicationPolicy.conclude)).toEqual(["expert", "municipality", "operator"])
		expect(cabinetsOf(applicationPolicy.sign)).toEqual(["teacher", "school"])
	})

	test("are none if only the system or another event sends it", () => {
		expect(cabinetsOf(isSystem)).toEqual([])
		expect(cabinetsOf(onlyFrom("withdrawal.register"))).toEqual([])
	})
})
