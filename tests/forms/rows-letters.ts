import { FREE_TEXT } from "./sending.ts"
import type { FormRow } from "./table.ts"

const at = (address: string) => async () => [{ login: "operator", address }]

// Forms with which operators change the words of letters.
export const LETTER_ROWS: readonly FormRow[] = [
	{
		form: "operator.letters.$kind._index · send",
		by: ["operator"],
		at: at("/operator/letters/application-submitted"),
		right: {
			subject: "Заявление принято к рассмотрению",
			body: "{greeting}\n\n{yourApplication} подано{#dueOn}, ответ придёт не позднее {dueOn}{/dueOn}.\n\n[Посмотреть] {url}",
			note: FREE_TEXT,
		},
		says: "Слова проверены. Сравните письмо с прежним и введите их в действие",
	},
	{
		form: "operator.letters.$kind.$version._index · send",
		by: ["operator"],
		at: at("/operator/letters/application-submitted/1"),
		right: {},
		says: "слова введены в действие",
	},
]
