import { z } from "zod"
import { greeting, operatorAct, operatorActSample, operatorActTags, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** An operator has turned off the second step of signing in. An owner who did not ask for this must act at once. */
export const secondFactorReset = defineLetter({
	schema: z.object({ ...recipient, ...signed, ...operatorAct }),
	tags: z.object(operatorActTags("Почему второй шаг отключён, словами оператора")),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Второй шаг входа отключён",
		body: `
{greeting}

Второй шаг входа в Вашу учётную запись отключён: {at} по томскому времени. Это сделал оператор: {operator}. Теперь для входа достаточно пароля, резервные коды больше не действуют.

Причина:

> {reason}

Если об этом просили Вы, войдите и сегодня же включите второй шаг снова.

[Включить второй шаг входа] {url}

Если Вы об этом не просили, сразу сбросьте пароль на странице входа и сообщите в региональный центр.`,
	},
	mandatory: ["operator", "reason", "at"],
	sample: {
		...operatorActSample,
		reason: "Потерян телефон, коды не сохранились",
		url: "https://attestation.example/profile/second-factor",
	},
})
