import { type $ZodErrorMap, config } from "zod/v4/core"

/**
 * The message for a field whose schema has none. Zod's own message would be in English. A person who sees this has found a
 * form that nobody expected, so the message says what to do and not which type was expected.
 */
const inRussian: $ZodErrorMap = (issue) => {
	if (issue.input === undefined || issue.input === null || issue.input === "")
		return "Заполните это поле. Если его нет на странице, обновите её и повторите."
	if (issue.code === "too_big") return `Слишком много: не больше ${issue.maximum}.`
	if (issue.code === "too_small") return `Слишком мало: не меньше ${issue.minimum}.`
	return "Такое значение не подходит. Обновите страницу и заполните поле заново."
}

config({ customError: inRussian })
