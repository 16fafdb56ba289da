import { applicationLetter } from "./application-data.ts"

export const withdrawalRegistered = applicationLetter({
	subject: "Заявление отозвано",
	body: `
{greeting}

Отзыв зарегистрирован. {yourApplication} больше не рассматривается.

Делать ничего не нужно. Вы можете вновь подать заявление в любой день.

[Открыть личный кабинет] {url}`,
})
