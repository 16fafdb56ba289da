import { prisma } from "#app/db/client.server.ts"
import type { CommissionMember } from "#app/db/generated/client.ts"
import { fullName } from "#app/documents/declension/decline-name.ts"
import type { Actor } from "#app/policies/policy.ts"
import { referencePolicy } from "#app/policies/reference.policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { quorumOf } from "../sitting/sitting-readiness.ts"
import { termWords } from "./keep-commission.server.ts"
import { byOffice, type CommissionOffice, OFFICE_TITLES } from "./offices.ts"

/** How many former members the page lists, latest first. */
const MOST_EARLIER = 100

/** The commission: its current, future and former members, and the member whose form is open. */
export async function viewCommission({ actor, chosen, now }: { actor: Actor; chosen: string; now: Date }) {
	if (!referencePolicy.read(actor, null, null)) throw notFound()
	const today = civilDate(now)
	const [members, earlier] = await Promise.all([
		prisma.commissionMember.findMany({
			where: { replacedById: null, OR: [{ until: null }, { until: { gte: today } }] },
			include: { person: { select: { username: true } } },
		}),
		prisma.commissionMember.findMany({
			where: { replacedById: null, until: { lt: today } },
			orderBy: [{ until: "desc" }, { surname: "asc" }],
			take: MOST_EARLIER,
			include: { person: { select: { username: true } } },
		}),
	])
	const inOffice = members.filter(({ from }) => from <= today).sort(byOffice)
	const open = [...members, ...earlier].find(({ id }) => id === chosen)
	return {
		present: inOffice.map(rowOf),
		future: members
			.filter(({ from }) => from > today)
			.sort(byOffice)
			.map(rowOf),
		earlier: earlier.map(rowOf),
		quorum: inOffice.length > 0 ? quorumOf(inOffice.length, now) : null,
		/** Offices that sign papers but that nobody holds today. */
		vacant: (["chair", "secretary"] as const)
			.filter((office) => !inOffice.some((member) => member.office === office))
			.map((office) => OFFICE_TITLES[office]),
		open: open ? { ...rowOf(open), typed: typedOf(open) } : null,
	}
}
export type CommissionView = Awaited<ReturnType<typeof viewCommission>>

type Row = CommissionMember & { person: { username: string } | null }

const rowOf = (row: Row) => ({
	id: row.id,
	name: fullName(row),
	post: row.post,
	office: OFFICE_TITLES[row.office as CommissionOffice],
	term: termWords(row),
	order: row.order,
	login: row.person?.username ?? "",
})

const typedOf = ({ surname, name, patronymic, post, office, from, until, order, person }: Row) => ({
	surname,
	name,
	patronymic,
	post,
	office,
	from,
	until: until ?? "",
	order,
	username: person?.username ?? "",
})
