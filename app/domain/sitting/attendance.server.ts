import type { Db } from "#app/db/client.server.ts"
import type { Sitting } from "#app/db/generated/client.ts"
import { fullName, initials } from "#app/documents/declension/decline-name.ts"
import { asList } from "#app/utils/as-list.ts"
import { lowerFirst } from "#app/utils/russian.ts"
import { membersOn } from "../commission/members-on.server.ts"
import { type CommissionOffice, OFFICE_TITLES } from "../commission/offices.ts"
import type { Office } from "../reference/office.server.ts"

/** How many signature lines to print when no members were entered. */
const USUAL_VOTERS = 4

interface Seated {
	surname: string
	name: string
	patronymic: string
	post: string
	office: string
}

/** Who was present at a sitting, as its papers print it. */
export async function attendanceOf(db: Db, sitting: Sitting, office: Office) {
	const roll = await db.sittingMember.findMany({
		where: { sittingId: sitting.id },
		orderBy: { number: "asc" },
	})
	const commission: Seated[] = roll.length > 0 ? roll : await membersOn(db, sitting.heldOn)
	const present = roll.filter((member) => member.present)
	const absent = roll.filter((member) => !member.present)
	const secretary = commission.find((member) => member.office === "secretary")
	return {
		/** Null until the roll is called. Then the secretary ticks the names by hand, or writes them if there are none. */
		roll:
			roll.length > 0
				? {
						present: asList(present.map(seatedLine)),
						absent:
							absent.length > 0
								? {
										rows: asList(absent.map((member) => ({ ...seatedLine(member), reason: member.absence }))),
									}
								: null,
					}
				: null,
		roster: roll.length === 0 && commission.length > 0 ? { rows: commission.map(seatedLine) } : null,
		/** In a sentence: «А. В. Образцов (председатель), О. Н. Примерова (секретарь)». */
		presentNames: present.map((member) => `${initials(member)} (${titleOf(member)})`).join(", "),
		absentNames: absent.map((member) => `${initials(member)} (${member.absence})`).join(", "),
		signers: commission.length > 0 ? (roll.length > 0 ? present : commission).map(signerOf) : earlier(office),
		secretary: secretary ? initials(secretary) : office.secretaryName || null,
		/** The accounts of members who were present. */
		memberIds: new Set(present.flatMap(({ personId }) => personId ?? [])),
	}
}

const titleOf = ({ office }: Seated) => lowerFirst(OFFICE_TITLES[office as CommissionOffice] ?? office)

const seatedLine = (member: Seated) => ({
	name: fullName(member),
	post: member.post,
	office: titleOf(member),
})

const signerOf = (member: Seated) => ({
	title: OFFICE_TITLES[member.office as CommissionOffice] ?? member.office,
	name: initials(member) as string | null,
})

/** Sittings held before members were entered in the system print the names from the old settings, and blank lines for the others. */
const earlier = ({ chairName, deputyChairName, secretaryName }: Office) => [
	{ title: OFFICE_TITLES.chair, name: chairName || null },
	{ title: OFFICE_TITLES.deputy, name: deputyChairName || null },
	{ title: OFFICE_TITLES.secretary, name: secretaryName || null },
	...Array.from({ length: USUAL_VOTERS }, () => ({ title: OFFICE_TITLES.member, name: null })),
]
