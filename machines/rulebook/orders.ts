import orders from "./orders.json"

/** What an item of the Order is about: rules name the matter, the data know its number. */
export type Matter = keyof (typeof orders.items)[number]["paragraphs"]

export type Order = {
	id: string
	/** «Приказ Минпросвещения России от 24.03.2023 № 196» */
	title: string
	inForceFrom: string
	inForceTo: string
	/** null: a category has no term */
	categoryValidityYears: number | null
	/** null: высшая may be sought at once */
	highestMinYearsAfterFirst: number | null
	highestSamePositionRequired: boolean
	extraCategories: readonly string[]
	paragraphs: Readonly<Partial<Record<Matter, number>>>
	/** Numbers found in a public source; the others wait for a check against the text. */
	confirmedParagraphs: readonly number[]
}

/** Both Orders, the older first. */
export const ORDERS: readonly Order[] = orders.items

/**
 * The Order by which an application received on that day is judged. After the last known Order has run out it still
 * answers, until its successor is added to the data.
 * @throws RangeError for a day before the first Order
 */
export function orderInForce(date: string): Order {
	const order = ORDERS.findLast(({ inForceFrom }) => inForceFrom <= date)
	if (!order) throw new RangeError(`No Order known on ${date}`)
	return order
}

/**
 * The item as it is cited, «п. 30».
 * @throws RangeError when this Order says nothing on the matter
 */
export function itemOf(order: Order, matter: Matter): string {
	const number = order.paragraphs[matter]
	if (number === undefined) throw new RangeError(`${order.id} has no item on ${matter}`)
	return `п. ${number}`
}

/** The title in the middle of a sentence, «приказ Минпросвещения России от 24.03.2023 № 196». */
export const citation = ({ title }: Order): string => title.charAt(0).toLowerCase() + title.slice(1)
