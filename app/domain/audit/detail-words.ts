import { isCivilDate } from "#app/utils/civil-date.ts"
import { counted, longDateTime, shortDate } from "#app/utils/russian.ts"
import { OFFICE_GROUPS } from "../reference/office.fields.ts"

type Detail = Readonly<Record<string, unknown>>

/** An id says nothing to people. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST = 300

const isText = (value: unknown): value is string =>
	typeof value === "string" && value !== "" && !ID.test(value)

/** Settings are stored under their names in code. People know them by the labels of their fields. */
const LABELS = new Map<string, string>(
	OFFICE_GROUPS.flatMap(({ fields }) => fields.map(({ name, label }) => [name, label] as const)),
)

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

/** Dates are stored as computers write them. */
function readable(text: string): string {
	if (isCivilDate(text)) return shortDate(text)
	return INSTANT.test(text) ? longDateTime(new Date(text)) : text
}

/** «перешли 12 человек и 5 заявлений без решения». Rows from before the numbers were stored have none. */
function movedWords({ people, applications }: Detail): string {
	if (typeof people !== "number" || typeof applications !== "number") return ""
	const who = counted(people, ["человек", "человека", "человек"])
	return `: ${who} и ${counted(applications, ["заявление", "заявления", "заявлений"])} без решения`
}

/** Acts whose parts are clear only in a sentence. A sentence takes the parts that it names. */
const SENTENCES: readonly { needs: readonly string[]; say: (detail: Detail) => string }[] = [
	{
		needs: ["merged", "into"],
		say: (detail) => `«${detail.merged}» закрыта, всё перешло в «${detail.into}»${movedWords(detail)}`,
	},
	{
		needs: ["separated", "outOf"],
		say: (detail) =>
			`объединение отменено: из «${detail.outOf}» в «${detail.separated}» вернулись${movedWords(detail)}`,
	},
	{
		needs: ["role", "until", "handedOver"],
		say: ({ role, until, handedOver }) =>
			[
				`${role}: последний день ${readable(String(until))}`,
				...(Number(handedOver) > 0 ? [`передано заявлений: ${handedOver}`] : []),
			].join(", "),
	},
	{ needs: ["inForceFrom"], say: (detail) => `действует с ${readable(String(detail.inForceFrom))}` },
	{ needs: ["added"], say: ({ added }) => `добавлено «${added}»` },
	{ needs: ["changed"], say: ({ changed }) => `изменено «${changed}»` },
	{ needs: ["closed", "kept"], say: ({ closed, kept }) => `«${closed}» закрыта, всё перешло к «${kept}»` },
	{ needs: ["closed"], say: ({ closed }) => `закрыто «${closed}»` },
	{ needs: ["reopened"], say: ({ reopened }) => `снова открыто «${reopened}»` },
]

/** What happened to a member of the commission. */
const MEMBERS: Readonly<Record<string, string>> = {
	added: "добавлено",
	changed: "изменено",
	corrected: "исправлено",
	ended: "закончен срок",
}

interface Member {
	name: string
	office: string
	post: string
	term: string
}

const isMember = (value: unknown): value is Member =>
	typeof value === "object" && value !== null && "office" in value && "name" in value

const memberLine = ({ name, office, post, term }: Member) =>
	[name, office, post, term].filter(isText).join(", ")

/** Null if the detail names no member. */
function memberWords(detail: Detail): string | null {
	for (const [key, verb] of Object.entries(MEMBERS)) {
		const told = detail[key]
		if (isMember(told)) return `${verb}: ${memberLine(told)}`
		if (typeof told !== "object" || told === null) continue
		const { from, to } = told as Detail
		if (isMember(from) && isMember(to)) return `${verb}: ${memberLine(from)} → ${memberLine(to)}`
	}
	return null
}

/** A reason in its own words; what was changed, with the values before and after. */
export function detailWords(detail: unknown): string {
	if (typeof detail === "string") return detail
	if (typeof detail !== "object" || detail === null) return ""
	const member = memberWords(detail as Detail)
	if (member) return member.slice(0, LONGEST)
	const sentence = SENTENCES.find(({ needs }) => needs.every((name) => isText((detail as Detail)[name])))
	if (!sentence) return wordsIn(detail).join(", ").slice(0, LONGEST)
	const { list, ...others } = detail as Detail
	const rest = Object.fromEntries(Object.entries(others).filter(([name]) => !sentence.needs.includes(name)))
	return [...(isText(list) ? [list] : []), sentence.say(detail as Detail), ...wordsIn(rest)]
		.join(", ")
		.slice(0, LONGEST)
}

function wordsIn(detail: object): string[] {
	const { from, to, ...others } = detail as Record<string, unknown>
	const side = (value: unknown) => (isText(value) ? readable(value) : "—")
	const change = isText(from) || isText(to) ? [`${side(from)} → ${side(to)}`] : []
	const rest = Object.entries(others).flatMap(([name, value]) => {
		if (isText(value)) return readable(value)
		if (typeof value !== "object" || value === null || !("from" in value || "to" in value)) return []
		return wordsIn(value).map((words) => `${LABELS.get(name) ?? name}: ${words}`)
	})
	return [...change, ...rest]
}
