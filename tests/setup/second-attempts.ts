import type { Reporter, TestCase } from "vitest/node"

/**
 * Names, at the end of a run, every test that failed at first and passed at its second attempt. Such a test is a fault to
 * be found: it met something that a person can meet too.
 */
export default class SecondAttempts implements Reporter {
	readonly #found: string[] = []

	onTestCaseResult(test: Pick<TestCase, "diagnostic" | "result" | "fullName" | "module">): void {
		if (!test.diagnostic()?.flaky) return
		const [first] = test.result().errors ?? []
		const where = first?.stack?.split("\n").filter((line) => !line.includes("node_modules"))
		this.#found.push([`${test.module.relativeModuleId} > ${test.fullName}`, ...(where ?? [])].join("\n    "))
	}

	/** @param print writes one text to the terminal */
	onTestRunEnd(_modules?: unknown, _errors?: unknown, _reason?: unknown, print = console.log): void {
		if (this.#found.length > 0) print(`\nПрошло только со второго раза:\n\n${this.#found.join("\n\n")}\n`)
	}
}
