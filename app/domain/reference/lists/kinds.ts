import { z } from "zod"
import { tidyLine } from "#app/utils/typed/tidy.ts"

/** The lists that operators maintain, as addresses name them. */
export const LIST_NAMES = ["municipalities", "organisations", "positions", "subjects"] as const
export type ListName = (typeof LIST_NAMES)[number]
export const isListName = (name: string): name is ListName => LIST_NAMES.some((one) => one === name)

/** One entry as plain text, by field: the form of it in a form, in a row of a file and in the journal. */
export type Entry = Readonly<Record<string, string>>

export interface EntryField {
	name: string
	/** On the form, and as the head of a column in a file. */
	label: string
	hint?: string
	choices?: readonly { value: string; label: string }[]
	/** It can be set only when the entry is added: addresses and files name it. */
	once?: true
	/** A form of the name in another case. Lists show all of them in one column, which sorts nothing. */
	isCase?: true
}

export interface ReferenceList {
	title: string
	/** «организацию» */
	one: string
	lead: string
	fields: readonly EntryField[]
	/** The field that people know an entry by. */
	named: string
	/** The fields that identify an entry of a file. */
	key: readonly string[]
	schema: z.ZodObject<Readonly<Record<string, z.ZodType<string>>>>
}

const YES_NO = [
	{ value: "yes", label: "да" },
	{ value: "no", label: "нет" },
] as const

const line = (what: string, most = 300) =>
	z
		.string({ error: `Укажите ${what}.` })
		.max(most, { error: `Слишком длинно: не больше ${most} знаков.`, abort: true })
		.transform(tidyLine)
		.refine((text) => text !== "", `Укажите ${what}.`)

const oneOf = (choices: readonly { value: string }[], what: string) =>
	z.enum(
		choices.map(({ value }) => value),
		`Выберите ${what}.`,
	)

const code = z
	.string({ error: "Укажите код." })
	.trim()
	.regex(
		/^[a-z0-9]+(_[a-z0-9]+)*$/,
		"Код пишется строчными латинскими буквами и цифрами, слова через «_»: kolpashevo_rayon.",
	)
	.max(60, "Слишком длинно: не больше 60 знаков.")

const MUNICIPALITY_KINDS = [
	{ value: "urban_okrug", label: "городской округ" },
	{ value: "municipal_district", label: "муниципальный район или округ" },
	{ value: "pseudo", label: "областные учреждения" },
] as const
const ORGANISATION_KINDS = [
	{ value: "school", label: "школа" },
	{ value: "kindergarten", label: "детский сад" },
	{ value: "additional", label: "дополнительное образование" },
	{ value: "vocational", label: "профессиональное образование" },
	{ value: "special", label: "коррекционная" },
	{ value: "other", label: "другая" },
] as const
const SUBJECT_LINKS = [
	{ value: "none", label: "без предмета" },
	{ value: "genitive", label: "«учитель математики»" },
	{ value: "genitive_or_parentheses", label: "«преподаватель математики» или в скобках" },
	{ value: "po_dative", label: "«инструктор по плаванию»" },
] as const
const SUBJECT_GROUPS = [
	{ value: "school", label: "школьные предметы" },
	{ value: "special", label: "коррекционная школа" },
	{ value: "additional", label: "дополнительное образование" },
	{ value: "vocational", label: "профессиональное образование" },
] as const
const CASES = [
	["nominative", "Именительный", "кто? учитель"],
	["genitive", "Родительный", "кого? учителя"],
	["dative", "Дательный", "кому? учителю"],
	["accusative", "Винительный", "кого? учителя"],
	["instrumental", "Творительный", "кем? учителем"],
	["prepositional", "Предложный", "о ком? учителе"],
] as const

export const REFERENCE_LISTS: Readonly<Record<ListName, ReferenceList>> = {
	municipalities: {
		title: "Муниципалитеты",
		one: "муниципалитет",
		lead: "Их выбирают при регистрации, их называют графики и журналы.",
		named: "name",
		key: ["code"],
		fields: [
			{ name: "code", label: "Код", hint: "Латиницей: по нему строятся адреса страниц", once: true },
			{ name: "name", label: "Название" },
			{ name: "shortName", label: "Краткое название" },
			{ name: "genitive", label: "Родительный падеж", hint: "«города Томска»", isCase: true },
			{
				name: "prepositional",
				label: "Предложный падеж с предлогом",
				hint: "«в городе Томске»",
				isCase: true,
			},
			{ name: "kind", label: "Вид", choices: MUNICIPALITY_KINDS },
			{ name: "paperConclusions", label: "Очные заключения на бумаге", choices: YES_NO },
			{ name: "hasGroupHeads", label: "Есть руководители предметных групп", choices: YES_NO },
			{ name: "sortOrder", label: "Место в списке", hint: "Число: меньшие стоят выше" },
		],
		schema: z.object({
			code,
			name: line("название"),
			shortName: line("краткое название"),
			genitive: line("название в родительном падеже"),
			prepositional: line("название в предложном падеже"),
			kind: oneOf(MUNICIPALITY_KINDS, "вид муниципалитета"),
			paperConclusions: oneOf(YES_NO, "«да» или «нет»"),
			hasGroupHeads: oneOf(YES_NO, "«да» или «нет»"),
			sortOrder: z
				.string({ error: "Укажите место в списке числом." })
				.trim()
				.regex(/^[1-9]\d{0,4}$/, "Укажите место в списке числом от 1."),
		}),
	},
	organisations: {
		title: "Организации",
		one: "организацию",
		lead: "Место работы педагога. Сформированные заявления и утверждённые графики остаются с прежним названием.",
		named: "name",
		key: ["municipality", "name"],
		fields: [
			{ name: "municipality", label: "Муниципалитет" },
			{ name: "name", label: "Название", hint: "Официальное краткое, с кавычками и номером" },
			{ name: "kind", label: "Вид", choices: ORGANISATION_KINDS },
		],
		schema: z.object({
			municipality: line("муниципалитет", 60),
			name: line("название"),
			kind: oneOf(ORGANISATION_KINDS, "вид организации"),
		}),
	},
	positions: {
		title: "Должности",
		one: "должность",
		lead: "Должности, по которым устанавливается категория. Сформированные заявления остаются с прежним названием.",
		named: "nominative",
		key: ["code"],
		fields: [
			{ name: "code", label: "Код", hint: "Латиницей: uchitel_logoped", once: true },
			...CASES.map(([name, label, hint]) => ({
				...{ name, label: `${label} падеж`, hint },
				...(name !== "nominative" && { isCase: true as const }),
			})),
			{ name: "subjectLink", label: "Предмет при должности", choices: SUBJECT_LINKS },
		],
		schema: z.object({
			code,
			...(Object.fromEntries(
				CASES.map(([name, label]) => [name, line(`должность: ${label.toLowerCase()} падеж`)]),
			) as Record<(typeof CASES)[number][0], ReturnType<typeof line>>),
			subjectLink: oneOf(SUBJECT_LINKS, "как должность соединяется с предметом"),
		}),
	},
	subjects: {
		title: "Предметы",
		one: "предмет",
		lead: "Предметы и направления. В документах стоит родительный падеж: учитель чего?",
		named: "nominative",
		key: ["nominative"],
		fields: [
			{ name: "nominative", label: "Предмет", hint: "что? математика" },
			{ name: "genitive", label: "Родительный падеж", hint: "чего? математики", isCase: true },
			{ name: "group", label: "Группа", choices: SUBJECT_GROUPS },
		],
		schema: z.object({
			nominative: line("предмет"),
			genitive: line("предмет в родительном падеже"),
			group: oneOf(SUBJECT_GROUPS, "группу предметов"),
		}),
	},
}

/** The fields that a list shows beside the name, each in a column that sorts. Codes and places in a list are for its form. */
export const shownFields = ({ fields, named }: ReferenceList): EntryField[] =>
	fields.filter(({ name, once, isCase }) => name !== named && name !== "sortOrder" && !once && !isCase)

/** The value as people read it: the label of a choice, or the text itself. */
export const readable = ({ choices }: EntryField, value: string): string =>
	choices?.find((one) => one.value === value)?.label ?? value

/** The fields in which two entries differ, as people read them. */
export const differences = (list: ReferenceList, before: Entry, after: Entry) =>
	list.fields
		.filter(({ name }) => name in after && before[name] !== after[name])
		.map((field) => ({
			label: field.label,
			from: readable(field, before[field.name] ?? ""),
			to: readable(field, after[field.name] ?? ""),
		}))
