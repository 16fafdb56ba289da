import { randomBytes, randomUUID } from "node:crypto"
import { prisma } from "#app/db/client.server.ts"
import { inTransaction, isDuplicate } from "#app/db/transaction.server.ts"
import { type Filer, fillWithdrawal } from "#app/documents/fill.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { contentHashOf } from "#app/documents/sheet-code/content-hash.ts"
import { codeHash, paperIdOf } from "#app/documents/sheet-code/sheet-code.ts"
import { DOCX } from "#app/files/file-types.ts"
import { keepFile } from "#app/files/keep-file.server.ts"
import { fileStore } from "#app/files/store.server.ts"
import { type Actor, coordinates, isOperator, organisationsOf } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { DomainError, forbidden, invalid, notFound } from "#app/utils/errors.ts"
import { createSubject } from "#app/workflow/create.server.ts"
import type { Category } from "#machines/application/application.facts.ts"
import { statesTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import { longText } from "../application/application.schema.ts"
import { applicationSubject } from "../application/application.subject.server.ts"
import type { LoadedApplication } from "../application/application.transition.ts"
import { writeApplicationLetter } from "../application/application-letters.server.ts"
import { paperOf, withoutPaper } from "../document/formed-paper.server.ts"
import { casesOfPerson } from "../person/name-corrections.server.ts"
import { fullNameOf } from "../person/post.ts"
import { loadOffice, type Office, wordingOf } from "../reference/office.server.ts"
import { explainForming, withdrawalFacts } from "./explain-forming.server.ts"
import { formerNamed, withdrawalSubject } from "./withdrawal.subject.server.ts"

const ACTIVE = statesTagged(withdrawalLifecycle, "active")
const ReasonSchema = longText(String(withdrawalLifecycle.guards.reasonGiven.reason))

function readReason(typed: unknown): string {
	const { data, error } = ReasonSchema.safeParse(typed)
	if (data !== undefined) return data
	const message = error.issues[0]?.message ?? ""
	throw invalid({ reason: message }, message)
}

/**
 * Forms a withdrawal: renders and stores the Word form. The application does not change yet, and «Не отзывать» discards the
 * form. A coordinator may do it for a teacher. The head of the form then names the coordinator.
 */
export async function formWithdrawal({
	actor,
	applicationId,
	reason: typed,
	now,
}: {
	actor: Actor
	applicationId: string
	/** The form's raw input. It is checked only after we know that this person may form a withdrawal now. */
	reason: unknown
	now: Date
}): Promise<{ id: string }> {
	const loaded = await applicationSubject.load(prisma, applicationId, now)
	if (!loaded || !applicationSubject.mayRead(actor, loaded.scope)) throw notFound()
	// An application that cannot be withdrawn may never have been printed. Then there is nothing to render.
	const { allowed, possible, reasons } = explainForming(actor, loaded, { anotherActive: false, now })
	if (!allowed) throw forbidden()
	if (!possible) throw new DomainError("not-allowed-now", reasons.join(" "), { reasons })
	const reason = readReason(typed)
	const { document, paperKey, contentHash } = await render(actor, loaded, reason)
	try {
		return await inTransaction(async (tx) => {
			await applicationSubject.lock(tx, applicationId)
			const fresh = await applicationSubject.load(tx, applicationId, now)
			if (!fresh) throw notFound()
			const anotherActive =
				(await tx.withdrawal.count({ where: { applicationId, state: { in: ACTIVE } } })) > 0
			await keepFile(tx, document, now)
			const formed = await createSubject(tx, {
				subject: withdrawalSubject,
				id: randomUUID(),
				actor,
				facts: withdrawalFacts(fresh, anotherActive),
				columns: {
					applicationId,
					formedById: actor.id,
					formedAs: formedAs(actor, fresh),
					reason,
					paperKey,
					contentHash,
					formHash: document.hash,
					createdAt: now,
				},
				input: { reason },
				now,
				onBehalfOf: fresh.row.teacherId,
			})
			// Told now and not only when it is submitted: until then the teacher can still object.
			if (actor.id !== fresh.row.teacherId)
				await writeApplicationLetter(tx, {
					letter: "withdrawal-formed",
					audience: "teacher",
					applicationId,
					now,
					actor,
					reason,
					formedBy: await formerNamed(tx, actor.id),
				})
			return formed
		})
	} catch (error) {
		if (isDuplicate(error))
			throw new DomainError("not-allowed-now", String(withdrawalLifecycle.guards.noneActive.reason))
		throw error
	}
}

type FormedAs = "teacher" | "school" | "municipality" | "operator"

/** The capacity in which this person forms the withdrawal, for the head of the form and the record. */
function formedAs(actor: Actor, { row }: LoadedApplication): FormedAs {
	if (actor.id === row.teacherId) return "teacher"
	if (coordinates(actor, row.municipalityCode)) return "municipality"
	if (organisationsOf(actor).includes(row.organisationId)) return "school"
	return isOperator(actor, null, null) ? "operator" : "municipality"
}

async function render(actor: Actor, loaded: LoadedApplication, reason: string) {
	const { row } = loaded
	const office = await loadOffice(prisma)
	const paper = await paperOf(prisma, row)
	if (!paper) throw withoutPaper(row)
	const { teacher, filedOn: applicationDate } = paper
	const fields = fillWithdrawal(
		{
			teacher,
			filer: await filerOf(actor, loaded, office, teacher.municipality),
			applicationDate,
			registration:
				row.journalNumber && row.registeredAt
					? { number: String(row.journalNumber), date: civilDate(row.registeredAt) }
					: null,
			category: (row.claimedCategory ?? "first") as Category,
			reason,
		},
		wordingOf(office, applicationDate),
	)
	// The key is printed on the sheets before the row exists. It is as random as the database's own default.
	const paperKey = randomBytes(5).toString("hex")
	const contentHash = contentHashOf(fields)
	const code = {
		paperId: paperIdOf(paperKey),
		kind: "withdrawal",
		version: 1,
		hash: codeHash(contentHash),
	} as const
	const { bytes, sha256 } = await printDocument(documentForms.withdrawal, fields, { code })
	await fileStore().put([bytes])
	const document = { hash: sha256, size: bytes.length, type: DOCX, extension: "docx", pages: null }
	return { document, paperKey, contentHash }
}

async function filerOf(
	actor: Actor,
	loaded: LoadedApplication,
	office: Office,
	municipality: string,
): Promise<Filer | null> {
	const as = formedAs(actor, loaded)
	if (as === "teacher") return null
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		include: { engagements: { where: { to: null }, include: { organisation: true } } },
	})
	const engagement = person.engagements.find(
		(one) =>
			one.organisationId === loaded.row.organisationId ||
			one.municipalityCode === loaded.row.municipalityCode,
	)
	const { genitive } = await casesOfPerson(prisma, person)
	return {
		name: person,
		genitive: genitive || fullNameOf(person),
		post: as === "school" ? office.schoolCoordinatorPostGenitive : office.coordinatorPostGenitive,
		workplace: engagement?.organisation?.name ?? municipality,
		municipality,
		phone: person.workPhone || person.mobilePhone || "—",
		email: person.email,
	}
}
