import { describe, expect, test } from "vitest"
import { failureOf } from "./refusal.ts"

const smtp = (command: string, response: string) =>
	Object.assign(new Error(response), {
		code: "EENVELOPE",
		command,
		response,
		responseCode: Number(response.slice(0, 3)),
	})

describe("what a failure means", () => {
	test.each([
		["CONN", "421 too many connections"],
		["CONN", "554 we do not speak to you"],
		["EHLO", "550 bad name"],
		["AUTH PLAIN", "535 5.7.8 wrong password"],
		["MAIL FROM", "550 5.7.1 sender refused"],
		["RCPT TO", "421 4.7.0 too many letters"],
		["DATA", "421 closing"],
	])("%s «%s»: the server is unreachable for all letters", (command, response) => {
		expect(failureOf(smtp(command, response))).toEqual({ means: "away" })
	})

	test.each([
		["MAIL FROM", "451 busy"],
		["RCPT TO", "450 4.2.1 greylisted"],
		["DATA", "452 no space"],
	])("%s «%s»: this letter may be accepted later", (command, response) => {
		expect(failureOf(smtp(command, response))).toEqual({ means: "later" })
	})

	test.each([
		["RCPT TO", "550 5.1.1 no such user", true],
		["RCPT TO", "550 5.1.10 null MX", true],
		["RCPT TO", "551 user not local", true],
		["RCPT TO", "552 5.2.2 over quota", false],
		["RCPT TO", "550 5.7.1 blocked", false],
		["RCPT TO", "554 refused", false],
		["DATA", "550 5.1.1 said too late to be about one address", false],
		["DATA", "554 5.6.0 content", false],
	])("%s «%s»: it will never be accepted; there is no such mailbox: %s", (command, response, deadAddress) => {
		expect(failureOf(smtp(command, response))).toEqual({ means: "never", deadAddress })
	})

	test.each([
		"ECONNREFUSED",
		"ETIMEDOUT",
		"EDNS",
		"ESOCKET",
		"ETLS",
		"EAUTH",
	])("«%s» without an answer: the server is unreachable", (code) => {
		expect(failureOf(Object.assign(new Error(code), { code }))).toEqual({ means: "away" })
	})

	test("neither a full disk nor a value that is not an error is a verdict on the letter", () => {
		expect(failureOf(Object.assign(new Error("no space"), { code: "ENOSPC" }))).toEqual({ means: "later" })
		expect(failureOf("?")).toEqual({ means: "later" })
		expect(failureOf(null)).toEqual({ means: "later" })
	})

	test("an address that the library itself refuses is dead", () => {
		expect(failureOf(Object.assign(new Error("no recipients"), { code: "EENVELOPE" }))).toEqual({
			means: "never",
			deadAddress: true,
		})
	})
})
