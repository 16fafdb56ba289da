import { applicationLetter } from "./application-data.ts"

/** The coordinator has removed the application from the preliminary schedule. */
export const scheduleCleared = applicationLetter({
	subject: "Период аттестации снят",
	body: `
{greeting}

По заявлению на {category} квалификационную категорию, должность «{position}», период аттестации и специалисты, назначенные предварительно, больше не действуют. Заявление остаётся зарегистрированным.

Делать ничего не нужно. Когда назначат другой период, Вы получите письмо.

[Посмотреть статус заявления] {url}`,
})
