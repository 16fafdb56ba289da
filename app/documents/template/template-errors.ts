/** What docxtemplater throws: one error, or one with many in `properties.errors`. */
type TemplateFault = {
	message: string
	properties: { id: string; tag: string; file: string; explanation: string; errors: TemplateFault[] }
}

const record = (value: unknown): Record<string, unknown> =>
	value && typeof value === "object" ? { ...value } : {}
const string = (value: unknown) => (typeof value === "string" ? value : "")

function readFault(error: unknown): TemplateFault {
	const properties = record(record(error).properties)
	return {
		message: error instanceof Error ? error.message : string(record(error).message),
		properties: {
			id: string(properties.id),
			tag: string(properties.xtag),
			file: string(properties.file),
			explanation: string(properties.explanation),
			errors: Array.isArray(properties.errors) ? properties.errors.map(readFault) : [],
		},
	}
}

/** The sentences for mistakes to which docxtemplater and the words of letters give the same names. */
const SENTENCES: Record<string, (tag: string) => string> = {
	unopened_tag: (tag) => `у метки «${tag}» нет открывающей скобки {`,
	unclosed_tag: (tag) => `у метки «${tag}» нет закрывающей скобки }`,
	duplicate_open_tag: (tag) => `перед меткой «${tag}» две открывающие скобки`,
	duplicate_close_tag: (tag) => `после метки «${tag}» две закрывающие скобки`,
	unopened_loop: (tag) => `часть «${tag}» закрыта, но не открыта: поставьте {#${tag}}`,
	unclosed_loop: (tag) => `часть «${tag}» открыта, но не закрыта: поставьте {/${tag}}`,
	closing_tag_does_not_match_opening_tag: (tag) => `открыта одна часть, а закрыта другая («${tag}»)`,
}

function say({ message, properties }: TemplateFault): string {
	const sentence = SENTENCES[properties.id]
	if (sentence) return sentence(properties.tag)
	const where = properties.file ? ` (${properties.file})` : ""
	return `${properties.explanation || message}${where}`
}

/** Every fault of a template as a Russian sentence. Empty if the error is not docxtemplater's. */
export function templateFaults(error: unknown): string[] {
	const fault = readFault(error)
	const faults = fault.properties.errors.length > 0 ? fault.properties.errors : [fault]
	return [...new Set(faults.filter((one) => one.properties.id !== "").map(say))]
}

/** The sentence for one mistake in the words of a letter. */
export const sentenceOf = (id: string, tag: string): string => SENTENCES[id]?.(tag) ?? `${id}: ${tag}`
