import { expect, test } from "vitest"
import type { TestCase } from "vitest/node"
import SecondAttempts from "./second-attempts.ts"

type Reported = Parameters<SecondAttempts["onTestCaseResult"]>[0]

const ended = (fullName: string, flaky: boolean): Reported => ({
	fullName,
	module: { relativeModuleId: "tests/flows/a.flow.test.ts" } as TestCase["module"],
	diagnostic: () => ({ flaky }) as ReturnType<TestCase["diagnostic"]>,
	result: () => ({
		state: "passed",
		errors: flaky
			? [{ message: "late", stack: "Error: late\n    at a.ts:1\n    at node_modules/b.js:2" }]
			: undefined,
	}),
})

const printedBy = (...tests: Reported[]) => {
	const reporter = new SecondAttempts()
	const printed: string[] = []
	for (const test of tests) reporter.onTestCaseResult(test)
	reporter.onTestRunEnd([], [], "passed", (text: string) => printed.push(text))
	return printed.join("")
}

test("a test that passed only at its second attempt is named with its first failure", () => {
	const printed = printedBy(ended("signs in", true), ended("signs out", false))
	expect(printed).toContain("tests/flows/a.flow.test.ts > signs in\n    Error: late\n        at a.ts:1\n")
	expect(printed).not.toMatch(/signs out|node_modules/)
})

test("nothing is printed when every test passed at once", () => {
	expect(printedBy(ended("signs out", false))).toBe("")
})
