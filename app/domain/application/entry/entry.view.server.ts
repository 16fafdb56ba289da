import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { paths } from "#app/utils/paths.ts"
import { noteApplications } from "#app/utils/request-scope.server.ts"
import { longDate, shortDate } from "#app/utils/russian.ts"
import { eventsIn } from "#app/workflow/acts.server.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, shortOf } from "#machines/lifecycle.ts"
import { SIMPLIFIED_GROUNDS } from "#prisma/data/index.ts"
import { workplaceChoices } from "../../organisation/organisation.view.server.ts"
import { fullNameOf } from "../../person/post.ts"
import { viewApplication } from "../application.view.server.ts"
import { filingOf } from "../filing/filing.view.server.ts"
import { sourceText } from "./source.ts"
import { isNobodys, openLinkUntil, TAKEN_OVER } from "./take-over.server.ts"

const GROUNDS = SIMPLIFIED_GROUNDS.map(({ code, title }) => ({ value: code, label: title }))

/** The page shows the newest; older ones are found in the lists of their states. */
const SHOWN = 50

/** The applications that were entered for teachers, and the choices of the form for a new one. */
export async function viewEntries({ municipalityCode }: { municipalityCode: string }) {
	const [rows, { organisations, positions, subjects }] = await Promise.all([
		prisma.application.findMany({
			where: { municipalityCode, source: { not: "online" } },
			orderBy: [{ createdAt: "desc" }, { id: "desc" }],
			take: SHOWN,
			select: {
				id: true,
				state: true,
				fullName: true,
				source: true,
				receivedOn: true,
				createdAt: true,
				position: { select: { nominative: true } },
				subjectGenitive: true,
				organisation: { select: { name: true } },
				teacher: { select: { awaitsOwner: true } },
			},
		}),
		workplaceChoices(municipalityCode),
	])
	noteApplications(rows.map(({ id }) => id))
	return {
		rows: rows.map(({ teacher, position, organisation, ...row }) => ({
			id: row.id,
			to: paths.paperEntry(row.id),
			fullName: row.fullName,
			position: [position.nominative, row.subjectGenitive].filter(Boolean).join(" "),
			organisation: organisation.name,
			state: row.state,
			short: shortOf(applicationLifecycle, row.state),
			source: sourceText(row.source),
			received: row.receivedOn ? shortDate(row.receivedOn) : "",
			entered: shortDate(civilDate(row.createdAt)),
			takenOver: !teacher.awaitsOwner,
		})),
		lists: { organisations, positions, subjects },
		grounds: GROUNDS,
	}
}
export type EntriesView = Awaited<ReturnType<typeof viewEntries>>

/** The day on which a teacher took the application over; null if its record has been erased. */
async function takenOverOn(id: string): Promise<string | null> {
	const record = await prisma.accessLog.findFirst({
		// Not by the account: the one that took it over may have been merged into another one since then.
		where: { what: TAKEN_OVER, detail: { equals: { application: id } } },
		orderBy: { id: "desc" },
		select: { at: true },
	})
	return record && longDate(civilDate(record.at))
}

/** One of them: its files, its way to the registration, and whether the teacher has it already. */
export async function viewEntry({ actor, id, now }: { actor: Actor; id: string; now: Date }) {
	const view = await viewApplication({ actor, id, now })
	if (view.source === "online") throw notFound()
	const { teacherId, teacher, engagement } = await prisma.application.findUniqueOrThrow({
		where: { id },
		select: {
			teacherId: true,
			teacher: {
				select: { username: true, surname: true, name: true, patronymic: true, awaitsOwner: true },
			},
			engagement: { select: { organisationId: true, positionCode: true, subjectId: true } },
		},
	})
	const { "application.receive": receive, ...others } = eventsIn("municipality", "application", view.events)
	const draft = isTagged(applicationLifecycle, view.state, "draft")
	// After the application was handed over, the button could only answer that this is done.
	const events = draft && receive ? { ...others, "application.receive": receive } : others
	const { form } = view
	return {
		id,
		version: view.version,
		state: view.state,
		short: view.short,
		fullName: view.fullName,
		position: view.position,
		organisation: view.organisation,
		claimedCategory: view.claimedCategory,
		currentCategory: view.currentCategory,
		attestationForm: view.attestationForm,
		attendance: view.attendance,
		ground: view.ground,
		phone: view.phone,
		email: view.email,
		sourceText: sourceText(view.source),
		received: view.receivedOn ? shortDate(view.receivedOn) : null,
		draft,
		deleted: isTagged(applicationLifecycle, view.state, "discarded"),
		waits: isTagged(applicationLifecycle, view.state, "awaitsRegistration"),
		events,
		/** What the form of a correction offers; null once nothing can be corrected. */
		lists: events["entry.correct"]?.possible ? await workplaceChoices(view.municipalityCode) : null,
		grounds: GROUNDS,
		entered: {
			source: view.source,
			surname: form.surname,
			name: form.name,
			patronymic: form.patronymic,
			organisationId: engagement?.organisationId ?? "",
			positionCode: engagement?.positionCode ?? "",
			subjectId: engagement?.subjectId ?? "",
			mobilePhone: form.phone,
			email: form.email,
			currentCategory: form.currentCategory,
			currentEndsOn: form.currentEndsOn,
			claimedCategory: form.claimedCategory,
			attestationForm: form.attestationForm,
			presence: form.presence,
			procedure: form.procedure,
			groundCode: form.groundCode,
		},
		filing: await filingOf(view, "municipality"),
		takenOver: !(await isNobodys(prisma, teacherId)),
		/** Until when a link that was made earlier can be opened. */
		linkUntil: teacher.awaitsOwner ? await openLinkUntil(id, now) : null,
		/** Who has it now, so that the coordinator sees whether it went to the right teacher. */
		owner: teacher.awaitsOwner
			? null
			: { fullName: fullNameOf(teacher), username: teacher.username, since: await takenOverOn(id) },
	}
}
export type EntryView = Awaited<ReturnType<typeof viewEntry>>
