import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { longDate, typography } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import type { OwnEvents } from "#app/workflow/acts.ts"
import { viewApplication } from "../application.view.server.ts"
import { beginnings, ownApplications } from "./teacher-applications.view.server.ts"
import { documentsOf, type HomeDocument } from "./teacher-home.view.server.ts"

export interface FormerApplication {
	id: string
	state: string
	short: string
	status: string
	title: string
	/** «начато 3 сентября 2021 г.» */
	begunOn: string
	items: { term: string; value: string }[]
	documents: HomeDocument[]
	/** The workplace for a new application with the same answers, or null if the position already has an open one. */
	again: string | null
	/** Sends «Вернуть черновик»; null for anything but a draft that can be restored. */
	restore: { events: OwnEvents; version: number } | null
}

const headingOf = (title: string) => typography(title.charAt(0).toLocaleUpperCase("ru") + title.slice(1))

/** All decided, withdrawn and discarded applications, newest first, with every document that was attached. */
export async function viewTeacherHistory({
	actor,
	now,
}: {
	actor: Actor
	now: Date
}): Promise<{ former: FormerApplication[] }> {
	const [own, places] = await Promise.all([ownApplications(actor), beginnings(actor)])
	const over = own.filter((one) => !one.active)
	const views = await Promise.all(over.map(({ id }) => viewApplication({ actor, id, now })))
	return {
		former: views.map((view, index) => {
			const begun = view.history.at(-1)
			return {
				id: view.id,
				state: view.state,
				short: view.short,
				status: view.status,
				title: headingOf(over[index]?.title ?? view.position),
				begunOn: begun ? `Начато ${longDate(civilDate(new Date(begun.at)))}` : "",
				items: [
					{ term: "Заявленная категория", value: view.claimedCategory },
					{ term: "Форма аттестации", value: view.attestationForm },
					...(view.period ? [{ term: "Аттестационный период", value: view.period }] : []),
					...view.experts.map(({ seat, name, post }) => ({
						term: seat === 1 ? "Первый специалист" : "Второй специалист",
						value: `${name}, ${post}`,
					})),
					...(view.withdrawal ? [{ term: "Причина отзыва", value: view.withdrawal.reason }] : []),
				],
				documents: documentsOf(view, { evidence: true }),
				restore: view.events["form.restore"]?.possible
					? { events: eventsIn("teacher", "application", view.events), version: view.version }
					: null,
				again: places.find(({ positionCode }) => positionCode === over[index]?.positionCode)?.value ?? null,
			}
		}),
	}
}
