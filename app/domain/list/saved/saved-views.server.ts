import { z } from "zod"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { type Actor, hasRole } from "#app/policies/policy.ts"
import { DomainError, invalid, notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { addressOfView, queryOfView, type SavedView } from "#app/utils/saved-view.ts"
import { required } from "../../person/person-fields.ts"
import { savedList } from "./saved-lists.ts"

/** More links than this above a list would be a list of their own. */
const MOST = 20
/** How many deleted views of a list can be brought back. */
const KEPT = 5

const columns = { id: true, list: true, name: true, query: true, opening: true } as const

const NameSchema = z.object({ name: required("Придумайте название, под которым Вы узнаете вид.", 60) })
const NewViewSchema = NameSchema.extend({
	list: z.string().max(200).default(""),
	query: z
		.string()
		.max(1500, "Отбор слишком длинный, чтобы его запомнить: сократите слова поиска и сохраните снова.")
		.default(""),
	opening: z.string().optional(),
})

/** A list of a cabinet that the person does not have is not found. */
function ownList(actor: Actor, path: string) {
	const list = savedList(path)
	if (!list || !hasRole(actor, list.role)) throw notFound()
	return list
}

/** Two changes by the same person at once wait for each other. */
async function changing<Result>(actor: Actor, change: (tx: Tx) => Promise<Result>): Promise<Result> {
	return inTransaction(async (tx) => {
		await tx.$queryRaw`SELECT 1 FROM "Person" WHERE "id" = ${actor.id} FOR UPDATE`
		return change(tx)
	})
}

interface Own {
	actor: Actor
	id: string
}

async function ownView(tx: Tx, { actor, id }: Own) {
	const view = await tx.savedView.findFirst({ where: { id, personId: actor.id } })
	if (!view) throw notFound()
	return view
}

const present = (actor: Actor, list: string) => ({ personId: actor.id, list, removedAt: null })

async function ensureFree(tx: Tx, actor: Actor, list: string, name: string, except = "") {
	const same = await tx.savedView.findFirst({
		where: { ...present(actor, list), name: { equals: name, mode: "insensitive" }, id: { not: except } },
		select: { id: true },
	})
	if (same)
		throw invalid({ name: `Вид «${name}» у этого списка уже есть. Назовите по-другому или удалите прежний.` })
	const count = await tx.savedView.count({ where: { ...present(actor, list), id: { not: except } } })
	if (count >= MOST)
		throw new DomainError(
			"not-allowed-now",
			`Один список помнит не больше ${MOST} видов. Удалите тот, которым не пользуетесь.`,
		)
}

const openNothing = (tx: Tx, actor: Actor, list: string) =>
	tx.savedView.updateMany({ where: { ...present(actor, list), opening: true }, data: { opening: false } })

/** @returns the list with the view @throws DomainError not-found, invalid, not-allowed-now */
export async function saveView({
	actor,
	form,
	now,
}: {
	actor: Actor
	form: Readonly<Record<string, unknown>>
	now: Date
}): Promise<SavedView> {
	const { list, name, opening, ...parsed } = parseForm(NewViewSchema, form)
	ownList(actor, list)
	const query = queryOfView(list, parsed.query)
	return changing(actor, async (tx) => {
		await ensureFree(tx, actor, list, name)
		if (opening) await openNothing(tx, actor, list)
		return tx.savedView.create({
			data: { personId: actor.id, list, name, query, opening: Boolean(opening), at: now },
			select: columns,
		})
	})
}

/** @throws DomainError not-found, invalid */
export async function renameView({ actor, id, form }: Own & { form: Readonly<Record<string, unknown>> }) {
	const { name } = parseForm(NameSchema, form)
	return changing(actor, async (tx) => {
		const view = await ownView(tx, { actor, id })
		await ensureFree(tx, actor, view.list, name, id)
		return tx.savedView.update({ where: { id }, data: { name }, select: columns })
	})
}

/** Makes it the view with which links open its list, or no longer. */
export const openWithView = ({ actor, id, opening }: Own & { opening: boolean }) =>
	changing(actor, async (tx) => {
		const view = await ownView(tx, { actor, id })
		if (view.removedAt) throw notFound()
		await openNothing(tx, actor, view.list)
		return tx.savedView.update({ where: { id }, data: { opening }, select: columns })
	})

/** The last few that were deleted can be brought back. */
export const removeView = ({ actor, id, now }: Own & { now: Date }) =>
	changing(actor, async (tx) => {
		const { list } = await ownView(tx, { actor, id })
		const removed = await tx.savedView.update({
			where: { id },
			data: { removedAt: now, opening: false },
			select: columns,
		})
		const old = await tx.savedView.findMany({
			where: { personId: actor.id, list, removedAt: { not: null } },
			orderBy: { removedAt: "desc" },
			skip: KEPT,
			select: { id: true },
		})
		await tx.savedView.deleteMany({ where: { id: { in: old.map((view) => view.id) } } })
		return removed
	})

/** @throws DomainError not-found, invalid if its name is taken meanwhile */
export const restoreView = ({ actor, id }: Own) =>
	changing(actor, async (tx) => {
		const { list, name } = await ownView(tx, { actor, id })
		await ensureFree(tx, actor, list, name, id)
		return tx.savedView.update({ where: { id }, data: { removedAt: null }, select: columns })
	})

/**
 * The saved views of one list, or of all, and what there is to save.
 * @throws DomainError not-found for a list of a cabinet that the person does not have
 */
export async function viewSavedViews({ actor, of, query }: { actor: Actor; of: string; query: string }) {
	const asked = of ? { title: ownList(actor, of).title, path: of, query: queryOfView(of, query) } : null
	const rows = await prisma.savedView.findMany({
		where: { personId: actor.id, ...(of && { list: of }) },
		orderBy: [{ list: "asc" }, { at: "asc" }, { id: "asc" }],
		select: { ...columns, removedAt: true },
	})
	const views = rows.flatMap(({ removedAt, ...view }) => {
		const list = savedList(view.list)
		return list && hasRole(actor, list.role)
			? [{ ...view, removed: removedAt !== null, to: addressOfView(view), title: list.title }]
			: []
	})
	return {
		asked,
		views: views.filter(({ removed }) => !removed),
		removed: views.filter(({ removed }) => removed),
	}
}
export type SavedViewsView = Awaited<ReturnType<typeof viewSavedViews>>
