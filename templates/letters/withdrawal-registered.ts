import { applicationLetter } from "./application-data.ts"

export const withdrawalRegistered = applicationLetter({
	subject: "Заявление отозвано",
	body: `
{greeting}

Отзыв зарегистрирован. {yourApplication} больше не рассматривается.

Делать ничего не нужно. Новое заявление Вы можете подать в любой день.

[Открыть личный кабинет] {url}`,
})
