/** The offices of the commission, in the order in which papers list them. */
export const OFFICES = ["chair", "deputy", "secretary", "member"] as const
export type CommissionOffice = (typeof OFFICES)[number]

export const OFFICE_TITLES: Readonly<Record<CommissionOffice, string>> = {
	chair: "Председатель",
	deputy: "Заместитель председателя",
	secretary: "Секретарь",
	member: "Член комиссии",
}

/** Offices that only one person holds at a time. */
export const SINGLE_OFFICES: readonly CommissionOffice[] = ["chair", "secretary"]

interface Ranked {
	office: string
	surname: string
	name: string
	patronymic: string
}

const rankOf = ({ office }: Ranked) => OFFICES.indexOf(office as CommissionOffice)
const nameOf = ({ surname, name, patronymic }: Ranked) => `${surname} ${name} ${patronymic}`

/** Chair, deputies, secretary, members. People with the same office are sorted by name. */
export const byOffice = (one: Ranked, other: Ranked): number =>
	rankOf(one) - rankOf(other) || nameOf(one).localeCompare(nameOf(other), "ru")

interface Term {
	from: string
	until: string | null
}

/** Whether two terms have a day in common. All days are civil dates, and both ends are included. */
export const overlap = (one: Term, other: Term): boolean =>
	(one.until === null || other.from <= one.until) && (other.until === null || one.from <= other.until)
