import { readFile } from "node:fs/promises"
import { readScan } from "#app/scans/read-scan.server.ts"
import { pdfOf } from "../pdf-of.ts"
import type { MadeSheet } from "./make-sheets.ts"
import { MARKS, type Mark, TRUTH } from "./marks.ts"

/** The result for the line: the reader's answer, or that it did not find the line. */
export const VERDICTS = ["signed", "empty", "beside", "clutter", "unsure", "not found"] as const
export type Verdict = (typeof VERDICTS)[number]

export async function verdictOn({ file, kind, line }: MadeSheet): Promise<Verdict> {
	const [reading] = await readScan(await pdfOf(await readFile(file)), kind === "conclusion" ? 3 : 1)
	return reading?.signatures.find((one) => one.line === line)?.ink ?? "not found"
}

/** Whether a verdict misleads: an unsigned paper passes, or a signed one is called empty. */
export function isWrong(mark: Mark, verdict: Verdict): boolean {
	if (TRUTH[mark] === "signed") return verdict === "empty"
	if (TRUTH[mark] === "other") return verdict === "signed" || verdict === "empty"
	return verdict === "signed"
}

export class Confusion {
	readonly #counts = new Map<string, number>()

	add(mark: Mark, verdict: Verdict) {
		const key = `${mark}|${verdict}`
		this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
	}

	of(mark: Mark, verdict: Verdict): number {
		return this.#counts.get(`${mark}|${verdict}`) ?? 0
	}

	get wrong(): number {
		return MARKS.flatMap((mark) =>
			VERDICTS.map((verdict) => (isWrong(mark, verdict) ? this.of(mark, verdict) : 0)),
		).reduce((sum, one) => sum + one, 0)
	}

	/** A table in Markdown. Misleading results are bold. */
	table(): string[] {
		const cell = (mark: Mark, verdict: Verdict) => {
			const count = this.of(mark, verdict)
			if (count === 0) return ""
			return isWrong(mark, verdict) ? `**${count}**` : `${count}`
		}
		return [
			`| on the line | ${VERDICTS.join(" | ")} |`,
			`| --- |${VERDICTS.map(() => " --- |").join("")}`,
			...MARKS.map((mark) => `| ${mark} | ${VERDICTS.map((verdict) => cell(mark, verdict)).join(" | ")} |`),
		]
	}
}
