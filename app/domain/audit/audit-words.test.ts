import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { ACCESS_WORDS, pageWords } from "./audit-words.ts"

/** Pages and files of the cabinets, each with an address that fits. */
const ADDRESSES = readdirSync(join(import.meta.dirname, "../../routes"))
	.filter((name) =>
		/^(operator|municipality|school|expert|group|roles|applications|withdrawals)\b/.test(name),
	)
	.filter((name) => !["roles.help.end.ts", "applications._index.tsx"].includes(name))
	.map(
		(name) =>
			`/${name
				.replace(/\.tsx?$/, "")
				.replace(/\._index$/, "")
				.replace(/\$list(?=\[)/, "applications")
				.replace(/\$\w+/g, "0192f0c4")
				.replace(/\[\.\]/g, "·")
				.replace(/[_]?\./g, "/")
				.replaceAll("·", ".")}`,
	)

describe("who looked at whose data", () => {
	test.each(ADDRESSES)("%s is named as people call it", (address) => {
		expect(pageWords(address)).not.toBe("Страница")
	})
})

describe("what was done to accounts and settings", () => {
	const app = join(import.meta.dirname, "../..")
	const kinds = readdirSync(app, { recursive: true, encoding: "utf8" })
		.filter((name) => name.endsWith(".server.ts"))
		.flatMap((name) => [...readFileSync(join(app, name), "utf8").matchAll(/\bwhat: "([a-z-]+)"/g)])
		.map(([, kind]) => kind ?? "")
	test.each([...new Set(kinds)])("%s has Russian words", (kind) => {
		expect(ACCESS_WORDS[kind]).toMatch(/[а-я]/)
	})
})
