import { applicationLetter } from "./application-data.ts"

/** If there is no decision, the words are neutral, so that nobody is wrongly informed of a refusal. */
export const applicationDecided = applicationLetter(
	{
		subject:
			"{#granted}Квалификационная категория установлена{/granted}{^granted}Решение аттестационной комиссии{/granted}",
		body: `
{greeting}

{#granted}
Аттестационная комиссия установила Вам {category} квалификационную категорию по должности «{position}».
{/granted}
{#refused}
Аттестационная комиссия рассмотрела Ваше заявление на {category} квалификационную категорию по должности «{position}» и отказала в ней.
{/refused}
{^granted}
{^refused}
Аттестационная комиссия приняла решение по Вашему заявлению на {category} квалификационную категорию по должности «{position}».
{/refused}
{/granted}

{#order}
Распоряжение о решении: № {number} от {date}
{/order}

{#granted}
Делать ничего не нужно: категория и день, с которого она установлена, записаны в Вашем личном кабинете.
{/granted}
{#refused}
Спросите координатора о причинах и о том, с какого дня можно подать заявление снова.
{/refused}
{^granted}
{^refused}
Решение Вы увидите в личном кабинете.
{/refused}
{/granted}

[Посмотреть решение] {url}`,
	},
	{
		sample: { decision: "granted", order: { number: "42-р", date: "2026-11-27" } },
		variants: { "В категории отказано": { decision: "refused" } },
		mandatory: ["granted", "refused"],
	},
)
