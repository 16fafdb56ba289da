import { describe, expect, test } from "vitest"
import { refuseCommonPassword } from "./common-passwords.server.ts"

const OWNER = { username: "Primerova1", email: "maria.primerova@school.example" }

describe("a new password", () => {
	test.each([
		["the most used of all", "12345678"],
		["a used one in capitals", "PASSWORD1"],
		["a used one with a space behind it", "qwerty123 "],
		["a row of keys", "1q2w3e4r"],
		["a row of keys in Russian letters", "йцукенгш"],
		["a Russian word typed with Latin keys", "gfhjkm123"],
	])("is refused: %s", (_what, password) => {
		expect(() => refuseCommonPassword(password, OWNER)).toThrow(
			expect.objectContaining({
				fields: { password: expect.stringMatching(/слишком распространён.*Придумайте/u) },
			}),
		)
	})

	test.each([
		["the login", "primerova1"],
		["the address", "maria.primerova@school.example"],
		["the name in the address", "Maria.Primerova"],
	])("is refused: %s", (_what, password) => {
		expect(() => refuseCommonPassword(password, OWNER)).toThrow(
			expect.objectContaining({ fields: { password: expect.stringMatching(/не должен совпадать/u) } }),
		)
	})

	test.each([
		"Attestation-2026",
		"лодка сено фонарь",
		"8 letters of mine",
		"correct horse battery",
	])("may be anything else, without rules of composition: %s", (password) => {
		expect(() => refuseCommonPassword(password, OWNER)).not.toThrow()
	})
})
