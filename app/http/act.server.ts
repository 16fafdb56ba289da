import { VersionSchema } from "#app/utils/typed/version.ts"
import "#app/domain/index.server.ts"
import { z } from "zod"
import { requireActor } from "#app/auth/actor.server.ts"
import { now as clock } from "#app/clock/clock.server.ts"
import { carriesFiles, receiveUpload } from "#app/files/upload.server.ts"
import { orNoSpace } from "#app/utils/disk-full.ts"
import { DomainError, invalid } from "#app/utils/errors.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { backTo, raise, refusal, safeReturn, seeOther, statusOf } from "#app/utils/http/http.server.ts"
import { alsoWrong, inOrderOf, wellFormed } from "#app/utils/http/one-round.ts"
import { fieldErrors } from "#app/utils/http/parse-form.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { withMunicipality } from "#app/utils/kept-municipality.ts"
import { alreadyDone, whoWasFaster } from "#app/workflow/already-done.server.ts"
import { dispatch } from "#app/workflow/dispatch.server.ts"
import { ensurePossible, explainOne, loadReadable } from "#app/workflow/explain.server.ts"
import { commandFor, subjectNamed } from "#app/workflow/registry.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"

export interface Act {
	subject: SubjectName
	id: string
	/** Where to go afterwards if the form contains no `returnTo`. */
	back?: string
	/** The form, if the caller has already read it. A body can be read only once. */
	sent?: FormFields
}

/**
 * Handles a form that sends an event: actor → body → command → dispatch → 303. A stranger gets 404 and learns nothing. A
 * person without permission gets 403, and a wrong state 409, before the typed input is checked (400). A well-formed form
 * goes directly to `dispatch`, which checks in the same order. In other cases the checks are made here first.
 */
async function act(
	request: Request,
	{ subject, id, back, sent }: Act,
	kept: Record<string, string> = {},
): Promise<Response> {
	const actor = await requireActor(request)
	const now = clock()
	const load = () => loadReadable(actor, subject, id, now)
	// Nothing that a stranger sends is stored.
	if (!sent && carriesFiles(request)) await load()
	const { fields, files } = sent
		? { fields: sent, files: [] }
		: await receiveUpload(request, { owner: actor.id })
	const { event, version, known, returnTo, ...typed } = Object.assign(kept, fields.texts())
	const command = commandFor(subject, event ?? "")
	if (!event || !command) {
		await load()
		throw new DomainError("invalid", "Такого действия нет. Обновите страницу и повторите.")
	}
	const ensure = async () => {
		const loaded = await load()
		ensurePossible(explainOne(actor, subject, loaded, event, now))
		return loaded
	}
	const parsed = command.schema.safeParse({ ...typed, files })
	if (!parsed.success) {
		const loaded = await ensure()
		const { schema, checks } = command
		const also =
			checks && schema instanceof z.ZodObject
				? await alsoWrong(checks(wellFormed(schema, typed), loaded))
				: {}
		throw invalid(inOrderOf(schema, { ...also, ...fieldErrors(parsed.error) }))
	}
	const seen = versionIn(version)
	if (!seen) {
		await ensure()
		throw new DomainError("invalid", "Страница передана не целиком. Обновите её и повторите.")
	}
	const to = withMunicipality(safeReturn(returnTo, back ?? backTo(request, "/")), new URL(request.url).search)
	const order = { actor, subject, id, event, input: parsed.data, known, now, ...seen }
	try {
		await dispatch({ ...order, loaded: command.prepare ? await ensure() : undefined })
	} catch (refused) {
		if (!(refused instanceof DomainError) || statusOf(refused) !== 409) throw refused
		const done = await alreadyDone(order)
		if (done) throw new DomainError("already-done", done, { onward: to })
		// The reason why the event is no longer possible says more than that the data has changed.
		const told = refused.code === "stale" ? await ensure().then(() => refused, asRefusal) : refused
		const faster = await whoWasFaster(order)
		throw faster ? told.because(faster) : told
	}
	if (request.headers.get("X-Autosave")) return seeOther(to)
	const words = subjectNamed(subject).lifecycle.events[event]
	return redirectWithToast(to, words?.done ?? words?.happened ?? "Готово")
}

function asRefusal(error: unknown): DomainError {
	if (error instanceof DomainError) return error
	throw error
}

/** The version that the person saw, if the form names one. Null if it is not a number. */
function versionIn(text: string | undefined): { version?: number } | null {
	if (!text) return {}
	const { data: version } = VersionSchema.safeParse(text)
	return version === undefined ? null : { version }
}

/** For a page's own action: a refusal is shown next to the fields, and nothing typed is lost. */
export async function actHere(request: Request, what: Act) {
	const typed: Record<string, string> = {}
	try {
		return await act(request, what, typed)
	} catch (thrown) {
		const error = orNoSpace(thrown)
		if (!(error instanceof DomainError) || error.code === "not-found") raise(error)
		return refusal(error, typed)
	}
}

/** For the addresses of events: a refusal gets a page of its own. */
export const actOrRaise = (request: Request, what: Act) => act(request, what).catch(raise)
