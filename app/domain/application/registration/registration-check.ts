import type { ScanFinding } from "#app/scans/judge-scan.ts"
import type { RuleMention } from "#app/utils/rule-mention.ts"
import { counted, lowerFirst } from "#app/utils/russian.ts"
import type { DocumentPurpose } from "#machines/application/document-purpose.ts"
import { type AttachedDocument, type FiledPaper, stillCounts } from "#machines/application/filed-papers.ts"
import type { Finding } from "#machines/rulebook/index.ts"
import { blocks } from "#machines/rulebook/index.ts"
import { type FindingSource, ruleMention, ruleSource } from "../application.rulebook.ts"

export interface Check {
	id: string
	/** `look` marks what only a person can check. It does not count as a finding. */
	tone: "ok" | "warn" | "no" | "look"
	/** The text in a row of the list. */
	short: string
	/** The text on the application's page. */
	title: string
	note: string | null
	/** The rule behind it, and the page that explains it. */
	source?: FindingSource
	/** The same rule with its name, for a list of reasons. */
	rule?: RuleMention
}

export interface Paper extends AttachedDocument {
	pages: number | null
	warnings: readonly string[]
	/** What the codes on its sheets say, or null if none were read. */
	found: readonly ScanFinding[] | null
}

export interface Examined {
	findings: readonly Finding[]
	papers: readonly Paper[]
	filed: readonly FiledPaper[]
	withdrawalWaits: boolean
}

/**
 * What the system can check before an application is registered: the Order's rules, completeness, the files. Findings
 * come first, then what is in order, then what only a person can check.
 */
export function checksOf(examined: Examined): Check[] {
	const checks = [
		...rules(examined),
		...completeness(examined),
		...files(examined),
		...withdrawalCheck(examined),
	]
	return [...checks.filter(isFinding), ...checks.filter((check) => !isFinding(check)), LOOK]
}

export const isFinding = ({ tone }: Check): boolean => tone === "warn" || tone === "no"

const LOOK: Check = {
	id: "look",
	tone: "look",
	short: "",
	title: "Посмотрите сами",
	note: "есть ли подпись, верно ли написано ФИО, наша ли это форма",
}

const ok = (id: string, title: string): Check => ({ id, tone: "ok", short: title, title, note: null })

function rules({ findings }: Examined): Check[] {
	if (findings.length === 0) return [ok("rules", "Категория и сроки отвечают Порядку аттестации")]
	return findings.map((finding) => ({
		id: finding.code,
		tone: blocks(finding) ? "no" : "warn",
		short: finding.title,
		title: finding.title,
		note: finding.sentence,
		source: ruleSource(finding),
		rule: ruleMention(finding),
	}))
}

const MISSING: Readonly<Record<FiledPaper["purpose"], { words: string; note: string }>> = {
	application_scan: {
		words: "Нет скана заявления",
		note: "К сформированному заявлению не прикреплён подписанный скан.",
	},
	results_annex: { words: "Нет таблиц результатов", note: "Без этого документа заявление неполное." },
	simplified_ground: { words: "Нет документа-основания", note: "Без этого документа заявление неполное." },
}

function completeness({ filed }: Examined): Check[] {
	const missing = filed
		.filter(({ attached }) => !attached)
		.map(({ purpose }): Check => {
			const { words, note } = MISSING[purpose]
			return { id: purpose, tone: "no", short: words, title: words, note }
		})
	return missing.length > 0 ? missing : [ok("complete", "Заявление и приложения на месте")]
}

const NAMES: Readonly<Partial<Record<DocumentPurpose, string>>> = {
	application_scan: "Скан",
	results_annex: "Таблицы результатов",
	simplified_ground: "Документ-основание",
}

function files({ papers }: Examined): Check[] {
	const known = papers.filter(({ purpose }) => NAMES[purpose] !== undefined)
	const doubtful = known
		.filter(({ warnings }) => warnings.length > 0)
		.map(({ purpose, warnings }): Check => {
			const words = `${NAMES[purpose]}: ${warnings.map(lowerFirst).join(", ")}`
			return { id: `file-${purpose}`, tone: "warn", short: words, title: words, note: null }
		})
	const read = known
		.filter(stillCounts)
		.flatMap(({ purpose, found }) => (found ?? []).map((one, index) => readCheck(purpose, one, index)))
	if (doubtful.length + read.length > 0) return [...read, ...doubtful]
	const pages = papers.find(({ purpose, current }) => purpose === "application_scan" && current)?.pages
	return pages
		? [ok("files", `Скан читается: ${counted(pages, ["страница", "страницы", "страниц"])}, пустых нет`)]
		: []
}

function readCheck(purpose: DocumentPurpose, { text, certain }: ScanFinding, index: number): Check {
	const words = `${NAMES[purpose]}: ${lowerFirst(text)}`
	const note = certain ? "Прочитано по кодам на страницах." : null
	return { id: `scan-${purpose}-${index}`, tone: certain ? "no" : "warn", short: words, title: words, note }
}

export function withdrawalCheck({ withdrawalWaits }: Pick<Examined, "withdrawalWaits">): Check[] {
	if (!withdrawalWaits) return []
	const words = "Подано заявление на отзыв"
	const note = "Сначала зарегистрируйте его или отклоните."
	return [{ id: "withdrawal", tone: "no", short: words, title: words, note }]
}
