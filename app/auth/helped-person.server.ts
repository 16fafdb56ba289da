import { prisma } from "#app/db/client.server.ts"
import { sessionIdOf } from "./lucia.server.ts"
import { hashToken } from "./tokens.server.ts"

// «Войти как … для помощи» belongs to the operator's session and is stored with it. So it ends with the session, at once
// when the operator ends it, and no copy of a cookie begins it again.

const LASTS_MS = 30 * 60_000

/** Shows the person's pages in this session for half an hour of real time. */
export const beginHelp = (request: Request, personId: string): Promise<void> =>
	store(request, { helpsPersonId: personId, helpsUntil: new Date(Date.now() + LASTS_MS) })

/** The operator is back in their own cabinet. */
export const endHelp = (request: Request): Promise<void> =>
	store(request, { helpsPersonId: null, helpsUntil: null })

async function store(request: Request, help: { helpsPersonId: string | null; helpsUntil: Date | null }) {
	const sessionId = sessionIdOf(request)
	if (sessionId) await prisma.session.updateMany({ where: { id: hashToken(sessionId) }, data: help })
}
