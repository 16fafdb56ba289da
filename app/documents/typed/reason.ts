import { cutBefore, TAIL } from "./tail.ts"

const PREFIX = "Причина отзыва: "

/**
 * Splits a reason of any length for the sheet. Its last lines stay together with the signature, and the lines before them
 * may be split between sheets, so that neither the addressee nor the signature is alone on a sheet. A reason without line
 * breaks is split after a sentence. A short one is not split.
 */
export function reasonInParts(reason: string): { reasonLead: string[]; reasonTail: string | null } {
	const lines = `${PREFIX}${reason}`
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter(Boolean)
	const last = lines.pop() ?? ""
	if (lines.length === 0 && last.length <= 2 * TAIL) return { reasonLead: [], reasonTail: null }
	const cut = last.length > 2 * TAIL ? cutBefore(last).at : 0
	const lead = cut > 0 ? [...lines, last.slice(0, cut).trim()] : lines
	return { reasonLead: lead, reasonTail: last.slice(cut).trim() }
}
