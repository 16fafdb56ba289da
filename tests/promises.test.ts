import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, test } from "vitest"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { stepTable } from "#machines/steps.ts"
import { isLetterKind } from "#templates/letters/index.ts"
import { type Keeper, PROMISES } from "./promises.page.ts"

// Pages and letters promise letters: «О решении придёт письмо.» Each such sentence has a line in promises.page.ts that says
// what fulfils it. A new promise without a line fails here, and so does a line whose event no longer sends the letter.

const ROOT = join(import.meta.dirname, "..")
const SOURCES = ["app", "templates/letters", "machines"]

/** Any of the ways in which our texts promise a letter. */
const PROMISE =
	/(?:придёт|придут|уйдут|уйдёт) (?:\p{L}+ ){0,2}письм|письм\p{L}+(?: об этом)? (?:придёт|придут|уйдут|уйдёт)|сообщ(?:им|ат|ит) (?:\p{L}+ ){0,2}письмом|получ(?:ите|ат|ит) (?:\p{L}+ ){0,2}письм/iu

function files(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$|(^|\/)test-|(^|\/)generated\//.test(name))
		.map((name) => `${folder}/${name}`)
}

/** Every text that a file can show, joined across the values inside it. */
function textsOf(file: string): string[] {
	const found: string[] = []
	const visit = (node: ts.Node): void => {
		if (ts.isTemplateExpression(node))
			found.push(node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join(""))
		else if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) found.push(node.text)
		ts.forEachChild(node, visit)
	}
	visit(ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.Latest, true))
	return found
}

const sentencesOf = (text: string) =>
	text
		.replace(/\s+/g, " ")
		.split(/(?<=[.!?])\s+/u)
		.map((sentence) => sentence.trim())

const promised = [
	...new Set(
		SOURCES.flatMap(files)
			.flatMap(textsOf)
			.flatMap(sentencesOf)
			.filter((sentence) => PROMISE.test(sentence)),
	),
].sort()

const { steps: STEPS } = stepTable(LIFECYCLES.application)

/** Why a keeper does not fulfil its promise, or null if it does. */
function problemOf(keeper: Keeper): string | null {
	if ("test" in keeper) {
		const text = readFileSync(join(ROOT, keeper.test), "utf8")
		return isLetterKind(keeper.letter) && new RegExp(`["']${keeper.letter}["']`).test(text)
			? null
			: `${keeper.test} does not expect the letter ${keeper.letter}`
	}
	const steps = STEPS.filter((step) => step.split(" ")[1] === keeper.event)
	const sends = (step: string) =>
		keeper.letters.some((letter) => step.includes(`sendLetter(${letter} → ${keeper.to})`))
	if (steps.length === 0) return `there is no event ${keeper.event}`
	const silent = steps.filter((step) => !sends(step))
	return silent.length > 0 ? `no letter comes with: ${silent.join("; ")}` : null
}

describe("a letter that a page or another letter promises", () => {
	test("is promised in sentences that promises.page.ts lists, and in no others", () => {
		expect(promised).toEqual(Object.keys(PROMISES).sort())
	})

	test.each(Object.entries(PROMISES))("comes: «%s»", (_sentence, keepers) => {
		expect(keepers.length).toBeGreaterThan(0)
		expect(keepers.map(problemOf).filter((problem) => problem !== null)).toEqual([])
	})
})
