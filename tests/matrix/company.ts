import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { instantOf } from "#app/utils/civil-date.ts"
import type { SubjectName } from "#machines/lifecycles.ts"
import { putScan } from "#prisma/demo/papers.ts"
import { CALENDAR, type Cast, giveRole, ORDER, of, openRegion, teachers } from "#tests/factories.ts"
import { APPLICATION } from "../proof/application.page.ts"
import { eventOf } from "../proof/page.ts"
import { CAST, type CastMember } from "./events.expected.ts"

// The people who try the events of the table, and what they send.

const NOBODY: Actor = {
	kind: "person",
	id: "nobody",
	username: "nobody",
	fullName: "Никто",
	grants: [],
}
export const LATER = instantOf(`${CALENDAR.open}-05T10:00`)
export const OWNERS = ["own", "oco", "oop"] as const
export type Owner = (typeof OWNERS)[number]
const NAMES: Record<Exclude<CastMember, "nob">, string> = {
	own: "teacher",
	oth: "colleague",
	sch: "school",
	sc2: "school2",
	sc3: "school3",
	mun: "municipal",
	mu3: "municipal3",
	exp: "expert1",
	ex0: "expert6",
	hed: "head",
	he0: "head2",
	opr: "operator",
	oco: "bothcoordinates",
	oop: "bothoperates",
}
export const MEMBERS = Object.keys(CAST) as CastMember[]

interface Company {
	people: Cast
	scan: Awaited<ReturnType<typeof putScan>>
	/** An organisation of the cast's municipality. */
	organisation: string
	/** An attachment of the application that is being tried. */
	evidence: string
}
/** `gather` fills it. */
export const company = { evidence: "", organisation: "" } as Company

export const who = (member: CastMember): Actor =>
	member === "nob" ? NOBODY : of(company.people, NAMES[member])
/**
 * Members who try events on this owner's application. On the application of «own» all do except the other owners, who try
 * only on their own.
 */
export const tryingOn = (owner: Owner): CastMember[] =>
	owner === "own" ? MEMBERS.filter((member) => member !== "oco" && member !== "oop") : [owner]

/** What is sent if the sample of the event's page does not fit here: documents, people and periods of this region. */
const SAMPLES: Record<string, () => Record<string, unknown>> = {
	"attachment.add": () => ({ kind: "other", title: "Грамота", files: [company.scan] }),
	"attachment.remove": () => ({ attachmentId: company.evidence }),
	"application.receive": () => ({ source: "paper", receivedOn: "01.10.2026" }),
	"entry.correct": () => ({
		...APPLICATION["entry.correct"]?.sends,
		organisationId: company.organisation,
		email: "",
	}),
	"schedule.assign": () => ({ period: CALENDAR.open }),
	"expert.replace": () => ({ seat: "2", expert: of(company.people, "expert3").id, reason: "Болезнь" }),
	"conclusion.attach": () => ({ verdict: "meets", complete: "on", files: [company.scan] }),
	"conclusion.replace": () => ({ verdict: "meets", complete: "on", files: [company.scan] }),
	"conclusion.sign": () => ({ files: [company.scan] }),
	"application.decide": () => ({ sitting: "none", decision: "granted" }),
	"withdrawal.submit": () => ({ files: [company.scan] }),
	"withdrawal.reject": () => ({ reason: "Нет подписи" }),
	"schedule.reopen": () => ({ reason: "Ошибка", until: "05.10.2026" }),
	"schedule.approve": () => ORDER,
	"letter.fail": () => ({ error: "450" }),
	"letter.defer": () => ({ error: "421" }),
	"letter.refuse": () => ({ error: "550", deadAddress: true }),
	"letter.return": () => ({ error: "550", deadAddress: true }),
	"letter.drop": () => ({ error: "" }),
	"invitation.accept": () => ({
		organisationId: null,
		positionCode: null,
		subjectId: null,
		positionText: "",
	}),
}
export function sampleOf(subject: SubjectName, event: string): Record<string, unknown> {
	if (subject === "application" && event === "schedule.approve") return {}
	const lines = subject === "application" ? Object.entries(APPLICATION) : []
	return SAMPLES[event]?.() ?? lines.find(([key]) => eventOf(key) === event)?.[1].sends ?? {}
}

export const scanOf = (id: string, title: string) => putScan(`${title} ${id}`, 1)
export const evidenceOf = async (applicationId: string) => {
	const where = { applicationId, purpose: "evidence", removedAt: null }
	return (await prisma.attachment.findFirstOrThrow({ where, select: { id: true } })).id
}
/** Creates the region of the matrix with every member of the cast. */
export async function gather() {
	company.people = await openRegion(
		[...new Set(Object.values(NAMES)), "expert2", "expert3"],
		[
			...teachers(["colleague", "bothcoordinates", "bothoperates"]),
			...teachers(["head2"], {
				role: "group_head",
				organisation: "902",
				subject: "физика",
				inviter: "municipal",
			}),
		],
	)
	await giveRole(company.people, "bothcoordinates", "municipal_coordinator", "operator")
	await giveRole(company.people, "bothoperates", "operator", "operator")
	company.organisation = (
		await prisma.organisation.findFirstOrThrow({ where: { municipalityCode: "tomsk" }, select: { id: true } })
	).id
	company.scan = await putScan("a document of the matrix", 1)
}
