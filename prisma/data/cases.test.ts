import { describe, expect, it } from "vitest"
import { categoryPhrase, positionWithSubject } from "#app/documents/phrases.ts"
import { EXPERT_EXTRA_POSITIONS, MUNICIPALITIES, POSITIONS, SUBJECTS } from "./index.ts"

const CASES = ["nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"] as const

// Written by hand from a grammar: every word with which a position can begin, in six cases.
const POST_WORDS = [
	"воспитатель воспитателя воспитателю воспитателя воспитателем воспитателе",
	"вожатый вожатого вожатому вожатого вожатым вожатом",
	"библиотекарь библиотекаря библиотекарю библиотекаря библиотекарем библиотекаре",
	"главный главного главному главного главным главном",
	"дефектолог дефектолога дефектологу дефектолога дефектологом дефектологе",
	"директор директора директору директора директором директоре",
	"заведующий заведующего заведующему заведующего заведующим заведующем",
	"заместитель заместителя заместителю заместителя заместителем заместителе",
	"инструктор инструктора инструктору инструктора инструктором инструкторе",
	"концертмейстер концертмейстера концертмейстеру концертмейстера концертмейстером концертмейстере",
	"логопед логопеда логопеду логопеда логопедом логопеде",
	"мастер мастера мастеру мастера мастером мастере",
	"методист методиста методисту методиста методистом методисте",
	"музыкальный музыкального музыкальному музыкального музыкальным музыкальном",
	"организатор организатора организатору организатора организатором организаторе",
	"педагог педагога педагогу педагога педагогом педагоге",
	"преподаватель преподавателя преподавателю преподавателя преподавателем преподавателе",
	"психолог психолога психологу психолога психологом психологе",
	"руководитель руководителя руководителю руководителя руководителем руководителе",
	"советник советника советнику советника советником советнике",
	"социальный социального социальному социального социальным социальном",
	"специалист специалиста специалисту специалиста специалистом специалисте",
	"старший старшего старшему старшего старшим старшем",
	"тренер тренера тренеру тренера тренером тренере",
	"тьютор тьютора тьютору тьютора тьютором тьюторе",
	"учитель учителя учителю учителя учителем учителе",
].map((line) => line.split(" "))

/** Declines the first words of a position. The rest (a genitive, or «по» with a dative) stays. */
function declinePost(nominative: string, grammaticalCase: number): string {
	let head = true
	return nominative.replace(/[^ -]+/g, (word) => {
		const forms = head ? POST_WORDS.find(([first]) => first === word) : undefined
		if (!forms) head = false
		return forms?.[grammaticalCase] ?? word
	})
}

describe("posts in cases", () => {
	it.each(
		POSITIONS.map((position) => [position.cases.nominative, position] as const),
	)("«%s» has all its cases", (nominative, { cases }) => {
		const byGrammar = CASES.map((name, index) => [name, declinePost(nominative, index)])
		expect(cases).toEqual(Object.fromEntries(byGrammar))
		expect(cases.genitive).not.toBe(nominative)
	})

	it("have an accusative equal to the genitive, because a person is animate", () => {
		for (const { cases } of POSITIONS) expect(cases.accusative).toBe(cases.genitive)
	})

	it.each(
		EXPERT_EXTRA_POSITIONS.map((post) => [post.nominative, post] as const),
	)("«%s» has all its cases", (nominative, post) => {
		expect(post.genitive).toBe(declinePost(nominative, 1))
		expect(post.dative).toBe(declinePost(nominative, 2))
		expect(post.dative).not.toBe(nominative)
	})
})

/** Endings of nouns and adjectives, nominative → genitive. The first that fits is used. */
const GENITIVE: readonly (readonly [ending: RegExp, genitive: string])[] = [
	[/ьные$/, "ьных"],
	[/ые$/, "ых"],
	[/ая$/, "ой"],
	[/ющий$/, "ющего"],
	[/ий$/, "ого"],
	[/[ыо]й$/, "ого"],
	[/ое$/, "ого"],
	[/ие$/, "ия"],
	[/ия$/, "ии"],
	[/ты$/, "т"],
	[/вы$/, "в"],
	[/ины$/, "ин"],
	[/сы$/, "сов"],
	[/([кг])а$/, "$1и"],
	[/а$/, "ы"],
	[/о$/, "а"],
	[/([бвгдзклмнпрстфхцчшщ])$/, "$1а"],
]
/** Words after the head: already in the genitive, or indeclinable. */
const STAYS =
	/^(?:и|ИКТ|безопасности|защиты|Родины|жизнедеятельности|религиозных|культур|светской|этики|духовно-нравственной|культуры|народов|России)$/
const declineWord = (word: string) => {
	if (STAYS.test(word)) return word
	const found = GENITIVE.find(([ending]) => ending.test(word))
	return found ? word.replace(found[0], found[1]) : `?${word}`
}

describe("subjects in the genitive", () => {
	it.each(
		SUBJECTS.map((subject) => [subject.nominative, subject.genitive]),
	)("«%s» becomes «%s»", (nominative, genitive) => {
		expect(nominative.replace(/[^ ()]+/g, declineWord)).toBe(genitive)
	})
})

describe("a subject is appended only to positions that take one", () => {
	const pairs = POSITIONS.flatMap((position) => SUBJECTS.map((subject) => ({ position, subject })))

	it.each(CASES)("in the %s", (grammaticalCase) => {
		for (const { position, subject } of pairs) {
			const bare = position.cases[grammaticalCase]
			const phrase = positionWithSubject(position, subject, grammaticalCase)
			const expected = {
				none: bare,
				genitive: `${bare} ${subject.genitive}`,
				genitive_or_parentheses: `${bare} (${subject.nominative})`,
				// The list does not give the dative for kinds of sport, so nothing is appended.
				po_dative: bare,
			}[position.subjectLink]
			expect(phrase).toBe(expected)
		}
	})

	it("takes the genitive only after teacher and lecturer", () => {
		const taking = POSITIONS.filter(({ subjectLink }) => subjectLink === "genitive")
		expect(taking.map(({ cases }) => cases.nominative)).toEqual(["преподаватель", "учитель"])
	})

	it("is never appended to a position that names its own field", () => {
		for (const { cases, subjectLink } of POSITIONS)
			if (/ по | основ |физическ|логопед|дефектолог|психолог|музыкальн/.test(cases.nominative))
				expect(subjectLink).toBe("none")
	})
})

it("a category agrees with «категория» in every case", () => {
	const forms = (category: "first" | "highest") =>
		CASES.map((name) => categoryPhrase(category, name)).join(" ")
	expect(forms("first")).toBe("первая первой первой первую первой первой")
	expect(forms("highest")).toBe("высшая высшей высшей высшую высшей высшей")
})

describe("municipalities in cases", () => {
	it.each(MUNICIPALITIES.map((place) => [place.name, place] as const))("«%s» has all its cases", (name, {
		genitive,
		prepositional,
	}) => {
		const words = name.split(" ")
		const decline = (nominative: string, endings: readonly (readonly [RegExp, string])[]) => {
			const [ending, form] = endings.find(([one]) => one.test(nominative)) ?? [/$/, "?"]
			return nominative.replace(ending, form)
		}
		const asGenitive = [
			[/ый$/, "ого"],
			[/ой$/, "ого"],
			[/ий$/, "ого"],
			[/ые$/, "ых"],
			[/ия$/, "ий"],
			[/$/, "а"],
		] as const
		const asPrepositional = [
			[/ый$/, "ом"],
			[/ой$/, "ом"],
			[/ий$/, "ом"],
			[/ые$/, "ых"],
			[/ия$/, "иях"],
			[/$/, "е"],
		] as const
		// The name after an abbreviation does not change: «в ЗАТО Северск».
		const still = words[0] === "ЗАТО"
		const lower = (text: string) => text.replace(/^(?:Город|Областн)/, (word) => word.toLowerCase())
		const form = (endings: typeof asGenitive | typeof asPrepositional) =>
			lower(still ? name : words.map((word) => decline(word, endings)).join(" "))
		expect(genitive).toBe(form(asGenitive))
		expect(prepositional).toBe(`в ${form(asPrepositional)}`)
	})
})
