import { endOneSession, endOtherSessions, openSessions } from "#app/auth/sessions.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { notFound } from "#app/utils/errors.ts"
import { counted } from "#app/utils/russian.ts"
import { security } from "#app/utils/security-log.server.ts"

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago in words, by the real time that sessions follow. */
export function agoInWords(ms: number): string {
	if (ms < 10 * MINUTE) return "только что"
	if (ms < HOUR) return `${counted(Math.floor(ms / MINUTE), ["минуту", "минуты", "минут"])} назад`
	if (ms < DAY) return `${counted(Math.floor(ms / HOUR), ["час", "часа", "часов"])} назад`
	return `${counted(Math.floor(ms / DAY), ["день", "дня", "дней"])} назад`
}

export interface SessionRow {
	key: string
	device: string
	address: string
	lastSeen: string
	isCurrent: boolean
}

/** «Мои сеансы»: where a person's own account is open. @param at the real time, not the demo's clock */
export async function viewSessions({
	actor,
	sessionId,
	at = new Date(),
}: {
	actor: Actor
	sessionId: string | null
	at?: Date
}): Promise<SessionRow[]> {
	const sessions = await openSessions(actor.id, sessionId)
	return sessions.map(({ key, device, address, lastSeenAt, isCurrent }) => ({
		key,
		device: device || "Неизвестное устройство",
		address: address || "неизвестен",
		lastSeen: agoInWords(at.getTime() - lastSeenAt.getTime()),
		isCurrent,
	}))
}

/** Ends one of the person's own sessions. Another person's session is not found. @throws DomainError not-found */
export async function endOwnSession({ actor, key }: { actor: Actor; key: string }): Promise<void> {
	if (!(await endOneSession(actor.id, key))) throw notFound()
	security("session.end", "done", { account: actor.id })
}

/** Ends all of the person's sessions except the current one. @returns how many */
export async function endOwnOtherSessions({
	actor,
	sessionId,
}: {
	actor: Actor
	sessionId: string | null
}): Promise<number> {
	const ended = await endOtherSessions(actor.id, sessionId)
	security("session.end", "done", { account: actor.id })
	return ended
}
