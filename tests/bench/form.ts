import { ANSWERS } from "#prisma/demo/answers.ts"

/** What every made-up teacher has filled in, with results as long as people write them. */
export const FORM = {
	...ANSWERS,
	sex: "f",
	genitive: "Проверкиной Нагрузки Серверовны",
	dative: "Проверкиной Нагрузке Серверовне",
	phone: "+7 900 000-00-00",
	email: "teacher@bench.example",
	result1: "Качество знаний за три года выросло с 52 до 61 процента. ".repeat(8),
	result2: "Учащиеся ежегодно участвуют в олимпиадах и конкурсах. ".repeat(8),
} as const
