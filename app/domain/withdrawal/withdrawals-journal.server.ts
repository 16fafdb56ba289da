import { prisma } from "#app/db/client.server.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { shortDate } from "#app/utils/russian.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { withFormedNames } from "../application/form/formed-names.server.ts"
import { fullNameOf } from "../person/post.ts"
import { signatureOf } from "../reference/coordinator.server.ts"

/** Renders «Журнал регистрации отозванных заявлений…» of a year, by number. */
export async function renderWithdrawalsJournal({
	actor,
	municipality,
	year,
	now,
}: {
	actor: Actor
	municipality: { code: string; name: string }
	year: number
	now: Date
}) {
	const found = await prisma.withdrawal.findMany({
		where: {
			application: { municipalityCode: municipality.code },
			state: { in: statesTagged(withdrawalLifecycle, "done") },
			journalYear: year,
		},
		orderBy: { journalNumber: "asc" },
		select: {
			journalNumber: true,
			registeredAt: true,
			reason: true,
			formedAs: true,
			formedBy: { select: { surname: true, name: true, patronymic: true } },
			application: {
				select: {
					id: true,
					fullName: true,
					subjectGenitive: true,
					position: true,
					organisation: { select: { name: true } },
				},
			},
		},
	})
	const applications = await withFormedNames(
		prisma,
		found.map(({ application }) => application),
	)
	return printDocument(documentForms["withdrawals-journal"], {
		municipality: municipality.name,
		year: String(year),
		rows: found.map(({ registeredAt, journalNumber, reason, formedAs, formedBy, ...row }, index) => ({
			number: String(index + 1),
			register: journalNumber ? `№ ${journalNumber}` : "—",
			date: registeredAt ? shortDate(civilDate(registeredAt)) : "—",
			...whoseOf(applications[index] ?? row.application),
			reason,
			by: BY[formedAs]?.(fullNameOf(formedBy)) ?? "педагогом",
		})),
		coordinator: await signatureOf(actor),
		printedOn: shortDate(civilDate(now)),
	})
}

const whoseOf = (application: {
	fullName: string
	subjectGenitive: string
	position: { nominative: string }
	organisation: { name: string }
}) => ({
	name: application.fullName,
	position: [application.position.nominative, application.subjectGenitive].filter(Boolean).join(" "),
	workplace: application.organisation.name,
})

const BY: Readonly<Record<string, (name: string) => string>> = {
	school: (name) => `координатором в образовательной организации: ${name}`,
	municipality: (name) => `муниципальным координатором: ${name}`,
	operator: (name) => `оператором: ${name}`,
}
