import { reminder } from "./reminder.ts"

/** To the coordinators who still have work in the nearest period, from the 9th to the 12th. */
export const scheduleClosing = reminder(
	{
		subject: "Период закрывается{#period}: {period}{/period}",
		body: `
{greeting}

Заполните график{#period} на период {period}{/period} не позднее {dueOn}: затем период закроется, и добавить в него педагогов будет нельзя.

{#left}
Осталось: {left}.
{/left}

Назначьте период и двух специалистов каждому, кто должен проходить аттестацию в это время.

[Заполнить график] {url}`,
	},
	{
		reader: "coordinator",
		sample: {
			dueOn: "2026-09-12",
			unregistered: 1,
			withoutPeriod: 4,
			withoutExperts: 2,
			url: "https://attestation.example/municipality/scheduling",
		},
		mandatory: ["left"],
	},
)
