import { expect, test } from "vitest"
import { LETTERS, type LetterKind } from "#templates/letters/index.ts"
import { layOut } from "#templates/letters/layout.ts"
import type { Letter } from "#templates/letters/letter.ts"
import { withoutLinks } from "./spent-links.ts"

const secrets = (Object.keys(LETTERS) as LetterKind[]).filter((kind) => LETTERS[kind].secret)

test("the letters whose link gives access to an account are listed", () => {
	expect(secrets.sort()).toEqual(["email-confirmation", "invitation", "password-reset"])
})

test.each(secrets)("%s: the link is removed completely, and everything else stays", (kind) => {
	const { compose, sample } = LETTERS[kind] as Letter
	const letter = layOut(compose(sample))
	expect(letter.links.length).toBeGreaterThan(0)
	const kept = withoutLinks(letter)
	for (const link of letter.links) expect(JSON.stringify(kept)).not.toContain(link)
	expect(kept.links).toEqual([])
	expect(kept.text).toContain("(ссылка была в письме)")
	expect(kept.html).not.toContain("href=")
	expect(kept.text.split("\n")).toHaveLength(letter.text.split("\n").length)
})

test("a link that is the beginning of another is removed completely, with any characters", () => {
	const links = ["https://a.example/x", "https://a.example/x?y=1&z=2"]
	const text = `Откройте ${links[1]} или ${links[0]}.`
	const html = `<a href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>`
	expect(withoutLinks({ text, html, links })).toEqual({
		text: "Откройте (ссылка была в письме) или (ссылка была в письме).",
		html: "<a>(ссылка была в письме)</a>",
		links: [],
	})
})
