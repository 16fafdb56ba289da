import { pageOf } from "#app/utils/address.ts"
import { isCivilDate } from "#app/utils/civil-date.ts"
import { actsOf } from "./audit-words.ts"

export const AUDIT_KINDS = [
	{ value: "reads", label: "Просмотры" },
	{ value: "deeds", label: "Действия" },
	{ value: "accounts", label: "Доступ" },
] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]["value"]

/** The filters of the audit, as its address contains them. */
export interface AuditQuery {
	show: AuditKind
	/** One kind of act; empty for all. */
	act: string
	/** Part of the name, or the login, of the person who acted. */
	who: string
	/** The same for the person concerned. */
	whose: string
	/** Civil dates, both included. Empty means no limit. */
	from: string
	until: string
	/** One of `SORTED_COLUMNS.audit`: oldest first. Empty, newest first. */
	sort: string
	/** Counted from 1. */
	page: number
}

const LONGEST = 100

export function auditQuery(search: URLSearchParams): AuditQuery {
	const text = (name: string) => (search.get(name) ?? "").trim().slice(0, LONGEST)
	const date = (name: string) => (isCivilDate(text(name)) ? text(name) : "")
	const show = AUDIT_KINDS.find(({ value }) => value === search.get("show"))?.value ?? "reads"
	const page = pageOf(search)
	// When another part of the records is chosen, an act of the former one says nothing.
	const { options, groups } = actsOf(show)
	const acts = [...options, ...groups.flatMap((group) => group.options)]
	const act = acts.find(({ value }) => value === search.get("act"))?.value ?? ""
	const people = { who: text("who"), whose: text("whose") }
	return { show, act, ...people, from: date("from"), until: date("until"), sort: text("sort"), page }
}
