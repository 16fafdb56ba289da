import { readFile } from "node:fs/promises"
import { prisma } from "#app/db/client.server.ts"
import { readPaper } from "#app/documents/read-paper.ts"
import type { FormDraft } from "#app/domain/application/form/application.form.ts"
import { beginApplication } from "#app/domain/application/form/begin-application.server.ts"
import {
	expectedApplication,
	expectedConclusion,
	expectedWithdrawal,
} from "#app/domain/document/expected-paper.server.ts"
import {
	findApplicationForm,
	findWithdrawalForm,
	renderConclusion,
} from "#app/domain/document/find-document.server.ts"
import { formWithdrawal } from "#app/domain/withdrawal/form-withdrawal.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { addDays, instantOf } from "#app/utils/civil-date.ts"
import { longDate } from "#app/utils/russian.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { commandFor } from "#app/workflow/registry.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { ANSWERS, SIMPLIFIED_ANSWERS } from "./answers.ts"
import type { Calendar } from "./calendar.ts"
import { completeConclusion, diplomaOf, putAnnex, putPaper } from "./papers.ts"

export interface Plan {
	teacher: string
	/** By default tomsk. */
	municipality?: string
	/** The period of its schedule, if it has one. */
	period?: "decided" | "running" | "closed" | "open"
	/** The state in which the application, or its withdrawal, stops. */
	until: string
	withdrawal?: "formed" | "submitted" | "discarded" | "registered" | "rejected"
	simplified?: boolean
	remote?: boolean
	claimed?: "first" | "highest"
	/** Days since submission, for applications that wait for a coordinator. */
	age?: number
	experts?: 1 | 2
}

/** Days since submission if a plan gives none. */
export const DEFAULT_AGE = 6

interface People {
	teacher: Actor
	coordinator: Actor
	expert1: Actor
	expert2: Actor
	operator: Actor
}

const bytesOf = async ({ hash }: { hash: string }) => readFile(await fileStore().path(hash))

const at = (date: string, time: string) => instantOf(`${date}T${time}`)

/** One made-up application. It goes through the events of its plan one by one. */
export class Life {
	private id = ""

	constructor(
		private readonly plan: Plan,
		private readonly calendar: Calendar,
		private readonly people: People,
	) {}

	get isDecided(): boolean {
		return ["granted", "refused"].includes(this.plan.until)
	}

	/** Runs the plan of an application without a period, from the form to its last state. */
	async untilNow(): Promise<void> {
		const { until, age = DEFAULT_AGE } = this.plan
		const day = addDays(this.calendar.today, -age)
		await this.fill(day)
		if (until === "editing") return
		await this.form(day)
		if (until === "formed") return
		await this.submit(day)
		if (until === "rejected")
			return this.send(this.people.coordinator, "application.reject", addDays(day, 1), "11:05", {
				reasonCode: "no_signature",
				reason: "",
			})
		if (until !== "submitted") await this.register(day)
		const { period } = this.plan
		if (period === "open" || period === "closed") await this.assign(this.calendar[period], addDays(day, 2))
		if (until === "admitted")
			await this.send(this.people.operator, "application.admit", addDays(day, 3), "12:00")
		if (this.plan.withdrawal) await this.withdraw(addDays(day, 3))
	}

	async untilAssigned(periodId: string, scheduleUntil: string): Promise<void> {
		const day = addDays(scheduleUntil, -26)
		await this.fill(day)
		await this.form(day)
		await this.submit(day)
		await this.register(day)
		await this.assign(periodId, addDays(scheduleUntil, -3))
	}

	/** The steps in a period that has begun: the conclusion and what follows. */
	async afterApproval(startsOn: string): Promise<void> {
		const { until } = this.plan
		const { expert1, teacher, coordinator } = this.people
		await this.send(expert1, "expert.accept", startsOn, "08:30")
		if (until === "approved") return
		const signed = until === "signed"
		await this.send(expert1, "conclusion.attach", addDays(startsOn, 2), "14:10", {
			verdict: until === "refused" ? "fails" : "meets",
			signedByTeacher: signed ? "on" : "",
			complete: "on",
			files: [await this.scanConclusion(addDays(startsOn, 2), signed)],
		})
		if (until === "awaitingTeacher" || signed) return
		if (until === "disputed")
			return this.send(teacher, "conclusion.dispute", addDays(startsOn, 3), "19:40", {
				comment: "В таблице показателя 3 не учтены результаты учеников за прошлый год.",
			})
		await this.send(teacher, "conclusion.sign", addDays(startsOn, 4), "18:15", {
			files: [await this.scanConclusion(addDays(startsOn, 4), true)],
		})
		await this.send(coordinator, "conclusion.assess", addDays(startsOn, 6), "10:20", {
			verdict: until === "refused" ? "fails" : "meets",
			complete: "on",
		})
	}

	async decide(sitting: string, now: Date): Promise<void> {
		if (!this.isDecided) return
		await dispatch({
			actor: this.people.operator,
			subject: "application",
			id: this.id,
			event: "application.decide",
			input: { sitting, decision: this.plan.until },
			now,
		})
	}

	private async fill(day: string) {
		const { teacher } = this.people
		const { id } = await beginApplication({ actor: teacher, engagementId: null, now: at(day, "17:00") })
		this.id = id
		const half = this.plan.until === "editing" ? { currentCategory: "none" as const } : this.answers()
		await this.send(teacher, "form.save", day, "17:40", half)
	}

	private answers(): FormDraft {
		const { claimed = "first", remote, simplified } = this.plan
		return {
			...ANSWERS,
			...(claimed === "highest" && {
				currentCategory: "first",
				heldBefore: "",
				currentSetOn: "15.02.2022",
				currentTerm: "dated",
				currentEndsOn: "15.02.2027",
			}),
			claimedCategory: claimed,
			...(remote && {
				attestationForm: "remote",
				lesson1: "https://video.example/urok-1",
				lesson2: "https://video.example/urok-2",
			}),
			...(simplified && SIMPLIFIED_ANSWERS),
			awards: "",
		}
	}

	private form(day: string) {
		return this.send(this.people.teacher, "form.issue", day, "18:30")
	}

	private async submit(day: string) {
		const { teacher } = this.people
		const query = { actor: teacher, id: this.id, now: at(day, "18:50") }
		const scan = await putPaper("Заявление", {
			blocks: readPaper(await bytesOf(await findApplicationForm(query))),
			paper: await expectedApplication(await this.paper()),
			date: longDate(day),
			tilt: this.tilt,
		})
		await this.send(teacher, "attachment.add", day, "18:50", {
			kind: "signed_application",
			title: "",
			files: [scan],
		})
		const second = this.plan.simplified
			? { kind: "simplified_ground", files: [await this.scanDiploma(addDays(day, -90))] }
			: { kind: "results_annex", files: [await putAnnex(this.id, at(day, "18:55"))] }
		await this.send(teacher, "attachment.add", day, "18:55", { title: "", ...second })
		await this.send(teacher, "application.submit", day, "19:12")
	}

	/** A conclusion as the experts have completed it in Word, printed and signed. */
	private async scanConclusion(day: string, signedByTeacher: boolean) {
		const { expert1 } = this.people
		const { bytes } = await renderConclusion({ actor: expert1, id: this.id, now: at(day, "12:00") })
		return putPaper(signedByTeacher ? "Заключение, подписанное педагогом" : "Заключение", {
			blocks: completeConclusion(readPaper(bytes), {
				verdict: this.plan.until === "refused" ? "не соответствуют" : "соответствуют",
				visited: longDate(addDays(day, -1)),
			}),
			paper: expectedConclusion(await this.paper(), signedByTeacher),
			date: longDate(day),
			tilt: -this.tilt,
		})
	}

	private async scanDiploma(day: string) {
		const { fullName } = await prisma.application.findUniqueOrThrow({
			where: { id: this.id },
			select: { fullName: true },
		})
		const blocks = diplomaOf(fullName, SIMPLIFIED_ANSWERS.groundDocument)
		return putPaper("Диплом", { blocks, paper: null, date: longDate(day), tilt: this.tilt })
	}

	/** From -1 to 1, the same each time. */
	private get tilt(): number {
		const letters = [...this.plan.teacher].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
		return (letters % 21) / 10 - 1
	}

	/** The paper as the codes on its sheets identify it. */
	private paper() {
		return prisma.application.findUniqueOrThrow({
			where: { id: this.id },
			select: { id: true, paperKey: true },
		})
	}

	private register(day: string) {
		return this.send(this.people.coordinator, "application.register", addDays(day, 1), "09:40")
	}

	private assign(periodId: string, day: string) {
		const { coordinator, expert1, expert2 } = this.people
		return this.send(coordinator, "schedule.assign", day, "11:05", {
			period: periodId,
			expert1: expert1.id,
			expert2: this.plan.experts === 1 ? "" : expert2.id,
			colleagueReason1: "Единственный специалист по предмету в муниципалитете",
			colleagueReason2: "Единственный специалист по предмету в муниципалитете",
		})
	}

	private async withdraw(day: string) {
		const { teacher, coordinator } = this.people
		const now = at(day, "12:30")
		const { id } = await formWithdrawal({
			actor: teacher,
			applicationId: this.id,
			reason: "Перехожу на другую должность",
			now,
		})
		const { withdrawal } = this.plan
		if (withdrawal === "formed") return
		const send = (actor: Actor, event: string, time: string, input = {}) =>
			this.dispatch("withdrawal", id, actor, event, at(day, time), input)
		if (withdrawal === "discarded") return send(teacher, "withdrawal.discard", "12:45")
		const formed = await prisma.withdrawal.findUniqueOrThrow({
			where: { id },
			select: { paperKey: true, contentHash: true },
		})
		const files = [
			await putPaper("Отзыв заявления", {
				blocks: readPaper(await bytesOf(await findWithdrawalForm({ actor: teacher, id, now }))),
				paper: expectedWithdrawal(formed),
				date: longDate(day),
				tilt: this.tilt,
			}),
		]
		await send(teacher, "withdrawal.submit", "13:10", { files })
		if (withdrawal === "registered") await send(coordinator, "withdrawal.register", "15:00")
		if (withdrawal === "rejected")
			await send(coordinator, "withdrawal.reject", "15:00", { reason: "На скане нет подписи" })
	}

	private send(actor: Actor, event: string, day: string, time: string, input: Record<string, unknown> = {}) {
		return this.dispatch("application", this.id, actor, event, at(day, time), input)
	}

	private async dispatch(
		subject: SubjectName,
		id: string,
		actor: Actor,
		event: string,
		now: Date,
		input: Record<string, unknown>,
	) {
		// Checked by the command's schema, so that the demo contains nothing that a page could not send.
		const parsed = commandFor(subject, event)?.schema.parse(input) ?? input
		await dispatch({ actor, subject, id, event, input: parsed, now })
	}
}
