import type { Tx } from "#app/db/client.server.ts"
import type { Post } from "#app/documents/fill.ts"
import { categoryPhrase } from "#app/documents/phrases.ts"
import { writeLetter } from "#app/letters/outbox.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { Category, Decision, Verdict } from "#machines/application.facts.ts"
import type { Audience as MachineAudience } from "#machines/application.machine.ts"
import { period } from "#machines/calendar.ts"
import { REJECTION_REASONS } from "#prisma/data/index.ts"
import type { ApplicationLetterData } from "#templates/letters/application-data.ts"
import { isApplicationLetter } from "#templates/letters/index.ts"
import { nameLine, postLine } from "../person/post.ts"
import { loadOffice } from "../reference/office.server.ts"
import type { FormDraft } from "./application.form.ts"

export type Audience = MachineAudience

export interface ApplicationLetterOrder {
	letter: string
	audience: Audience
	applicationId: string
	now: Date
	actor: Actor
	/** Only these people of the audience. */
	only?: readonly string[] | null
	/** The expert who has just lost the seat. */
	released?: string | null
	reason?: string | null
	decision?: Decision | null
	formedBy?: string | null
	dueOn?: string | null
}

const RECIPIENT = { id: true, email: true, name: true, patronymic: true, sex: true } as const

/** One letter to everybody of the audience, with what the application looks like at the end of the transaction. */
export async function writeApplicationLetter(tx: Tx, order: ApplicationLetterOrder): Promise<void> {
	const { letter, audience, applicationId, now } = order
	if (!isApplicationLetter(letter)) throw new Error(`no letter «${letter}»`)
	const application = await tx.application.findUniqueOrThrow({
		where: { id: applicationId },
		include: {
			position: { select: { nominative: true } },
			municipality: { select: { code: true, name: true } },
			schedule: { select: { periodId: true } },
			seats: { orderBy: { seat: "asc" }, select: { expertId: true, post: true } },
		},
	})
	const recipients = await recipientsOf(tx, application, order)
	const office = await loadOffice(tx)
	const draft = application.form as FormDraft
	const common = {
		audience,
		teacherName:
			application.fullName || [draft.surname, draft.name, draft.patronymic].filter(Boolean).join(" "),
		teacherGenitive: draft.genitive || null,
		position: [application.position.nominative, application.subjectGenitive].filter(Boolean).join(" "),
		category: categoryPhrase((application.claimedCategory ?? "first") as Category, "accusative"),
		attestationForm: application.attestationForm === "remote" ? "remote" : "in_person",
		municipality: application.municipality.name,
		period: application.schedule ? period(application.schedule.periodId).label : null,
		experts: application.seats.map(({ post }) => {
			const known = post as unknown as Post
			return { name: nameLine(known), post: postLine(known) }
		}),
		reason: order.reason ?? null,
		because: becauseOf(letter, application.rejectionCode),
		journalNumber: application.journalNumber,
		verdict: application.proposedVerdict as Verdict | null,
		decision: order.decision ?? null,
		formedBy: order.formedBy ?? null,
		dueOn: order.dueOn ?? (letter === "application-arrived" ? application.reviewDueOn : null),
		url: `${env.PUBLIC_URL}${pageOf(audience, letter, applicationId)}`,
		centreName: office.centreName,
	} satisfies Partial<ApplicationLetterData>
	for (const { id, email, name, patronymic, sex } of recipients)
		await writeLetter(tx, {
			kind: letter,
			to: { email, personId: id },
			data: {
				...common,
				recipientName: [name, patronymic].filter(Boolean).join(" "),
				recipientSex: sex === "m" || sex === "f" ? sex : null,
			},
			now,
		})
}

const becauseOf = (letter: string, code: string | null) =>
	letter === "application-rejected"
		? (REJECTION_REASONS.find((reason) => reason.code === code)?.phraseAfterBecause ?? null)
		: null

interface Concerned {
	teacherId: string
	municipalityCode: string
	organisationId: string
	seats: { expertId: string }[]
}

async function recipientsOf(
	tx: Tx,
	concerned: Concerned,
	{ audience, only, released }: ApplicationLetterOrder,
) {
	const { teacherId, municipalityCode, organisationId, seats } = concerned
	const engaged = (where: object) =>
		tx.person.findMany({
			where: { blockedAt: null, id: { not: teacherId }, engagements: { some: { to: null, ...where } } },
			select: RECIPIENT,
		})
	const named = (ids: readonly string[]) =>
		tx.person.findMany({ where: { id: { in: [...ids] } }, select: RECIPIENT })
	switch (audience) {
		case "teacher":
			return named([teacherId])
		case "experts":
			return named(only ?? seats.map(({ expertId }) => expertId))
		case "released":
			return named(released ? [released] : [])
		case "coordinators":
			return engaged({ role: "municipal_coordinator", municipalityCode })
		case "school":
			return engaged({ role: "school_coordinator", organisationId })
		case "operators":
			return engaged({ role: "operator" })
	}
}

function pageOf(audience: Audience, letter: string, id: string): string {
	switch (audience) {
		case "teacher":
			return letter.startsWith("withdrawal")
				? paths.teacherWithdrawal()
				: letter.startsWith("conclusion")
					? paths.teacherSubmit()
					: paths.teacher()
		case "experts":
			return paths.expertApplication(id)
		case "released":
			return paths.expert()
		case "coordinators":
			return letter === "withdrawal-arrived"
				? paths.municipalityWithdrawals()
				: paths.municipalityApplication(id)
		case "school":
			return paths.schoolApplication(id)
		case "operators":
			return paths.operatorApplication(id)
	}
}
