import { type $ZodErrorMap, config } from "zod/v4/core"

/**
 * What zod says of a field whose schema has no words of its own. Zod would answer in English; a person who meets such a
 * sentence has hit a form that nobody expected, so it says what to do, not what the type should have been.
 */
const inRussian: $ZodErrorMap = (issue) => {
	if (issue.input === undefined || issue.input === null || issue.input === "")
		return "Заполните это поле. Если его нет на странице, обновите её и повторите."
	if (issue.code === "too_big") return `Слишком много: не больше ${issue.maximum}.`
	if (issue.code === "too_small") return `Слишком мало: не меньше ${issue.minimum}.`
	return "Такое значение не подходит. Обновите страницу и заполните поле заново."
}

config({ customError: inRussian })
