import { z } from "zod"
import type { Office } from "./office.server.ts"

type FieldKind = "required" | "optional" | "signature"

interface OfficeField {
	name: keyof Office
	label: string
	hint?: string
	kind: FieldKind
	/** The value is longer than a line of the page. */
	long?: true
}

/** Every setting that papers print, in groups. The label of a field says in which grammatical case to write it. */
export const OFFICE_GROUPS: readonly { title: string; note?: string; fields: readonly OfficeField[] }[] = [
	{
		title: "Кто подписывает",
		note: "Пустое поле документ печатает линейкой, чтобы вписать от руки. Председателя, секретаря и членов комиссии вносят на странице «Состав комиссии».",
		fields: [
			{
				name: "signatoryPost",
				label: "Должность подписывающего распоряжение",
				hint: "Например: Начальник департамента",
				kind: "optional",
			},
			{
				name: "signatoryName",
				label: "Подписывает распоряжение",
				hint: "Как в подписи: И. И. Иванов",
				kind: "signature",
			},
			{
				name: "sittingCity",
				label: "Где составляют протокол и распоряжение",
				hint: "Например: г. Томск",
				kind: "optional",
			},
			{
				name: "sittingPlace",
				label: "Обычное место заседаний комиссии",
				hint: "Адрес и кабинет; у каждого заседания можно указать другое",
				kind: "optional",
			},
		],
	},
	{
		title: "Комиссия и департамент",
		fields: [
			{
				name: "commissionAccusative",
				label: "Комиссия, винительный падеж: «в …»",
				kind: "required",
				long: true,
			},
			{
				name: "commissionGenitive",
				label: "Комиссия, родительный падеж: «заседание …»",
				kind: "required",
				long: true,
			},
			{ name: "departmentName", label: "Департамент, именительный падеж", kind: "optional" },
			{
				name: "departmentGenitive",
				label: "Департамент, родительный падеж: «распоряжение …»",
				kind: "required",
			},
			{
				name: "orderNameGenitive",
				label: "Порядок проведения аттестации, родительный падеж",
				hint: "Вместе со словом «утверждённого»: приказ, его дату и номер система ставит сама",
				kind: "required",
				long: true,
			},
		],
	},
	{
		title: "Регион и центр",
		fields: [
			{ name: "region", label: "Регион", hint: "Стоит в заголовке каждой страницы", kind: "required" },
			{ name: "centreName", label: "Региональный центр", kind: "required" },
		],
	},
	{
		title: "Оператор персональных данных",
		note: "Закон № 152-ФЗ требует назвать его в согласии: наименование и адрес. Новое согласие даётся уже этому оператору.",
		fields: [
			{
				name: "dataOperatorName",
				label: "Наименование оператора",
				hint: "Юридическое лицо полностью, именительный падеж; пусто — региональный центр",
				kind: "optional",
				long: true,
			},
			{
				name: "dataOperatorAddress",
				label: "Адрес оператора",
				hint: "С индексом; пусто — на бумаге останется линейка",
				kind: "optional",
			},
		],
	},
	{
		title: "Должности координаторов",
		fields: [
			{ name: "coordinatorPost", label: "Муниципальный координатор, именительный падеж", kind: "required" },
			{
				name: "coordinatorPostGenitive",
				label: "Муниципальный координатор, родительный падеж",
				kind: "required",
			},
			{
				name: "schoolCoordinatorPostGenitive",
				label: "Координатор в организации, родительный падеж",
				kind: "required",
			},
		],
	},
]

const SIGNATURE = /^\p{Lu}\. ?(?:\p{Lu}\. ?)?\p{Lu}[\p{L}-]+(?: [\p{L}-]+)*$/u
const line = z
	.string()
	.default("")
	.transform((typed) => typed.replace(/\s+/g, " ").trim())
	.refine((typed) => typed.length <= 300, "Слишком длинно: не больше 300 знаков.")
const KINDS = {
	required: line.refine((typed) => typed !== "", "Заполните поле: без него документы не печатаются."),
	optional: line,
	signature: line.refine(
		(typed) => typed === "" || SIGNATURE.test(typed),
		"Напишите инициалы и фамилию, как в подписи: И. И. Иванов.",
	),
}

/** The page sends every setting by its name. */
export const OfficeFormSchema = z.object(
	Object.fromEntries(
		OFFICE_GROUPS.flatMap(({ fields }) => fields.map(({ name, kind }) => [name, KINDS[kind]])),
	),
)
