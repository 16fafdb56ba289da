import { z } from "zod"
import { text } from "../form.ts"
import { greeting, greetingTag, operatorAct, operatorActTags, recipient, signed } from "./common.ts"
import { defineLetter } from "./letter.ts"

/** An operator has merged two accounts of one person. */
export const accountsMerged = defineLetter({
	schema: z.object({
		...recipient,
		...signed,
		...operatorAct,
		kept: z.string().min(1),
		closed: z.string().min(1),
	}),
	tags: z.object({
		...greetingTag,
		...operatorActTags("Почему объединили, словами оператора"),
		kept: text("Имя для входа, которое осталось"),
		closed: text("Имя для входа, которое больше не действует"),
	}),
	values: (data) => ({ ...data, greeting: greeting(data) }),
	words: {
		subject: "Ваши учётные записи объединены",
		body: `
{greeting}

Две Ваши учётные записи в системе «Аттестация» стали одной. Входите под именем {kept}, пароль от него прежний. Имя {closed} больше не действует.

Заявления, места работы и роли обеих — теперь в одном личном кабинете. В сформированных и подписанных документах ничего не изменилось.

Причина:

> {reason}

Это сделал оператор: {operator}, {at}

[Войти] {url}

Если вторая учётная запись не Ваша, сразу обратитесь в центр аттестации.`,
	},
	mandatory: ["kept", "closed", "reason", "operator"],
	sample: {
		recipientName: "Мария Ивановна",
		recipientSex: "f",
		operator: "Примеров Пётр Ильич",
		reason: "Регистрировалась дважды, подтвердила по телефону",
		at: "8 октября 2026 г., 09:00",
		kept: "primerova",
		closed: "primerova2",
		url: "https://attestation.example/login",
	},
})
