import { counted } from "#app/utils/russian.ts"
import type { ScanRead } from "./judge-scan.ts"

const SHEETS = ["лист", "листа", "листов"] as const

/** Findings that say something about which sheets are there. */
const ABOUT_SHEETS = new Set<ScanRead["findings"][number]["code"]>([
	...["stranger", "foreign", "outdated", "missing", "together"],
	...["repeated", "blank", "unread", "unnumbered"],
] as const)

/**
 * What the codes on the sheets of a signed paper prove, in one sentence: «2 листа из 2, подпись есть». It claims nothing
 * that a finding doubts.
 * @param pages of the file
 * @param signatures whether one person signs the paper or several
 */
export function provedByCodes(
	scan: ScanRead | null,
	pages: number | null,
	signatures: "one" | "several" = "one",
): string {
	if (!scan || !pages) return "ничего не прочитано, проверьте скан сами"
	const codes = new Set(scan.findings.map(({ code }) => code))
	const sheets = [...codes].some((code) => ABOUT_SHEETS.has(code))
		? `${counted(pages, SHEETS)}, не все в порядке`
		: `${counted(pages, SHEETS)} из ${pages}`
	return `${sheets}, ${signed(codes, signatures)}`
}

function signed(codes: ReadonlySet<string>, signatures: "one" | "several"): string {
	const one = signatures === "one"
	if (codes.has("unsigned")) return one ? "подписи нет" : "подписаны не все строки"
	if (codes.has("unsure") || codes.has("unread") || codes.has("missing"))
		return one ? "подпись проверьте сами" : "подписи проверьте сами"
	return one ? "подпись есть" : "подписи есть"
}
