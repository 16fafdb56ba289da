import { countOf, type Db, Prisma } from "#app/db/client.server.ts"
import { nextNumber } from "#app/db/counter.server.ts"
import type { Withdrawal } from "#app/db/generated/client.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { keepFile } from "#app/files/keep-file.server.ts"
import { type WithdrawalScope, withdrawalPolicy } from "#app/policies/withdrawal.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { dispatchWithin } from "#app/workflow/dispatch.server.ts"
import type { Columns, Loaded, Subject, TransitionContext } from "#app/workflow/subject.server.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { WithdrawalContext } from "#machines/withdrawal.machine.ts"
import { loadApplication, loadApplications } from "../application/application.facts.server.ts"
import type { LoadedApplication } from "../application/application.transition.ts"
import { type Audience, writeApplicationLetter } from "../application/application-letters.server.ts"
import type { TakenScan } from "../document/taken-scan.ts"
import { withdrawalFacts } from "./explain-forming.server.ts"

type WithdrawalTransition = TransitionContext<Withdrawal, WithdrawalContext, WithdrawalScope>

async function load(
	db: Db,
	id: string,
	now: Date,
): Promise<Loaded<Withdrawal, WithdrawalContext, WithdrawalScope> | null> {
	const row = await db.withdrawal.findUnique({ where: { id } })
	const application = row && (await loadApplication(db, row.applicationId, now))
	return row && application ? loadedFrom(row, application) : null
}

/** Loads several withdrawals, such as those of a list, in two queries; the result is a map by id. */
export async function loadWithdrawals(
	db: Db,
	ids: readonly string[],
	now: Date,
): Promise<Map<string, Loaded<Withdrawal, WithdrawalContext, WithdrawalScope>>> {
	const rows = await db.withdrawal.findMany({ where: { id: { in: [...ids] } } })
	const applications = await loadApplications(
		db,
		rows.map(({ applicationId }) => applicationId),
		now,
	)
	return new Map(
		rows.flatMap((row) => {
			const application = applications.get(row.applicationId)
			return application ? [[row.id, loadedFrom(row, application)] as const] : []
		}),
	)
}

const loadedFrom = (
	row: Withdrawal,
	application: LoadedApplication,
): Loaded<Withdrawal, WithdrawalContext, WithdrawalScope> => ({
	row,
	facts: withdrawalFacts(application, false),
	scope: { application: application.scope, formedById: row.formedById },
})

async function keepScan({ tx, prepared, now }: WithdrawalTransition): Promise<Columns> {
	const { file, report } = prepared as TakenScan
	await keepFile(tx, file, now)
	return { scanHash: file.hash, scanReport: report, submittedAt: now }
}

/** Assigns the next number of the municipality and year. The numbers have no gaps, like those of the applications. */
async function assignWithdrawalNumber({ tx, scope, now }: WithdrawalTransition): Promise<Columns> {
	const journalYear = Number(civilDate(now).slice(0, 4))
	const key = `withdrawals:${scope.application.municipalityCode}:${journalYear}`
	return { journalYear, journalNumber: await nextNumber(tx, key), registeredAt: now }
}

async function withdrawApplication({ tx, row, actor, now, event }: WithdrawalTransition) {
	await dispatchWithin(tx, {
		actor,
		subject: "application",
		id: row.applicationId,
		event: "application.withdraw",
		now,
		cause: event,
	})
	return undefined
}

async function keepRejection({ input }: WithdrawalTransition): Promise<Columns> {
	return { rejectionReason: input.reason }
}

async function sendLetter({ tx, row, params, input, actor, now }: WithdrawalTransition) {
	const { letter, to } = params as { letter: string; to: Audience }
	const { teacherId } = await tx.application.findUniqueOrThrow({
		where: { id: row.applicationId },
		select: { teacherId: true },
	})
	await writeApplicationLetter(tx, {
		letter,
		audience: to,
		applicationId: row.applicationId,
		now,
		actor,
		reason: typeof input.reason === "string" ? input.reason : row.reason,
		formedBy: row.formedById === teacherId ? null : await formerNamed(tx, row.formedById),
	})
	return undefined
}

/** Whoever formed it instead of the teacher, as letters name them. */
export async function formerNamed(db: Db, id: string): Promise<string> {
	const person = await db.person.findUniqueOrThrow({
		where: { id },
		select: { surname: true, name: true, patronymic: true },
	})
	return `координатор ${[person.surname, person.name, person.patronymic].filter(Boolean).join(" ")}`
}

/** One handler for each action name of the machine; a test compares the two lists. */
export const withdrawalEffects: Record<
	string,
	(transition: WithdrawalTransition) => Promise<Columns | undefined>
> = {
	keepScan,
	assignWithdrawalNumber,
	withdrawApplication,
	keepRejection,
	sendLetter,
}

export const withdrawalSubject: Subject<Withdrawal, WithdrawalContext, WithdrawalScope> = {
	name: "withdrawal",
	lifecycle: withdrawalLifecycle,
	/** Locks the application before the withdrawal, in the same order as every transition of the application. */
	async lock(tx, id) {
		await countOf(
			tx,
			Prisma.sql`
			SELECT 1 FROM "Application" WHERE "id" = (SELECT "applicationId" FROM "Withdrawal" WHERE "id" = ${id}) FOR UPDATE`,
		)
		await lockRow(tx, "Withdrawal", id)
	},
	load,
	mayRead: (actor, scope) => withdrawalPolicy.read(actor, scope, null),
	mayCreate: withdrawalPolicy.form,
	create: (tx, columns) => insertRow(tx, "Withdrawal", columns),
	update: (tx, where, columns) => updateRow(tx, "Withdrawal", where, columns),
	effects: (name) => withdrawalEffects[name],
	onBehalfOf: ({ application }) => application.teacherId,
	reasonFields: ["reason"],
}
