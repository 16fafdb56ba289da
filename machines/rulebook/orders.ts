import orders from "./orders.json"

/** The subject matter of an item of the Order. Rules name the matter; the data contain the item's number. */
export type Matter = keyof (typeof orders.items)[number]["paragraphs"]

export type Order = {
	id: string
	/** «Приказ Минпросвещения России от 24.03.2023 № 196» */
	title: string
	inForceFrom: string
	inForceTo: string
	/** Null if a category has no end. */
	categoryValidityYears: number | null
	paragraphs: Readonly<Partial<Record<Matter, number>>>
	/** Item numbers that a public source confirms. The others still have to be compared with the text of the Order. */
	confirmedParagraphs: readonly number[]
}

/** Both Orders, the older one first. */
export const ORDERS: readonly Order[] = orders.items

/**
 * The Order that applies to an application received on that day. Even after the last known Order has expired it applies,
 * until its successor is added to the data.
 * @throws RangeError for a day before the first Order
 */
export function orderInForce(date: string): Order {
	const order = ORDERS.findLast(({ inForceFrom }) => inForceFrom <= date)
	if (!order) throw new RangeError(`No Order known on ${date}`)
	return order
}

/**
 * The citation of an item, «п. 30».
 * @throws RangeError if this Order says nothing on the matter
 */
export function itemOf(order: Order, matter: Matter): string {
	const number = order.paragraphs[matter]
	if (number === undefined) throw new RangeError(`${order.id} has no item on ${matter}`)
	return `п. ${number}`
}

/** The title in the middle of a sentence, «приказ Минпросвещения России от 24.03.2023 № 196». */
export const citation = ({ title }: Order): string => title.charAt(0).toLowerCase() + title.slice(1)
