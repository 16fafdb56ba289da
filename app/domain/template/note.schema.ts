import { z } from "zod"

/** What was changed, in the operator's words. */
export const noteField = z
	.string({ error: "Напишите, что изменено" })
	.trim()
	.min(1, "Напишите, что изменено: по этим словам версию найдут, чтобы вернуть")
	.max(500, "Сократите описание до 500 знаков")
