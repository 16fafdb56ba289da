import type { RuleMention } from "#app/utils/rule-mention.ts"
import type { SubjectName } from "#machines/lifecycles.ts"

/** The cabinet in which a batch is shown. */
export type BatchCabinet = "operator" | "municipality"

/** A subject as the person sees it before and after the act. */
export interface ShownSubject {
	/** «Город Томск», or a teacher's name. */
	name: string
	/** Its own page, if the person may open it. */
	to?: string
	/** What the act does to it, in a few words: «Установить первую категорию». */
	act?: string
	/** More to know before confirming: who is in a schedule, what is missing. */
	lines: string[]
	/** «педагогу, график утверждён: Примерова Мария Ивановна» */
	letters: string[]
}

/** One event of a batch, for one subject. */
export interface PlannedItem {
	subject: SubjectName
	id: string
	/** The version that the person sees. */
	version: number
	event: string
	/** The input as the command's schema parsed it. */
	input: Record<string, unknown>
	/** The applications shown with the subject, each with its version. */
	seen?: Record<string, number>
	shown: ShownSubject
	/** Why it is left out. Empty if it takes part. */
	obstacles: readonly string[]
	/** The rules that the obstacles quote, each with a link on the page. */
	rules: readonly RuleMention[]
}

/** The words around a batch. */
export interface BatchWords {
	title: string
	/** What the act means, and whether it can be undone. */
	lead: string
	/** What the person has typed: the order, the reason. */
	typed: { label: string; value: string }[]
	/** «Закрыть» */
	verb: string
	/** «Закрыто» */
	done: string
	/** «график, графика, графиков» */
	units: [string, string, string]
	/** Who gets which letter, and how many. */
	letters: { label: string; count: number }[]
}

/** A batch before it is stored. It says who takes part and who is left out; nothing has changed yet. */
export interface BatchPlan {
	words: BatchWords
	items: PlannedItem[]
}
