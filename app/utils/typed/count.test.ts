import { expect, test } from "vitest"
import { tidyCount } from "./count.ts"

test.each([
	["14 лет", "14"],
	["14лет", "14"],
	[" 14\u00a0полных лет ", "14"],
	["1 год", "1"],
	["2 ГОДА", "2"],
	["2014 г.", "2014"],
	["2014 год", "2014"],
	["меньше года", "0"],
	["Менее года", "0"],
	["6 листов", "6"],
	["12 стр.", "12"],
	["12", "12"],
])("«%s» is understood as a number", (typed, number) => {
	expect(tidyCount(typed)).toBe(number)
})

test.each([
	"14 лет 3 месяца",
	"около 14",
	"14,5",
	"лет",
	"четырнадцать",
	"",
	"1".repeat(500),
	"5 листьев",
])("«%s» stays as it was typed, so that the form can ask", (typed) => {
	expect(tidyCount(typed)).toBe(typed)
})
