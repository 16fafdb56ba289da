import type { Db } from "#app/db/client.server.ts"
import type { SittingFacts } from "#machines/application/application.facts.ts"

export async function sittingFacts(db: Db, id: string): Promise<SittingFacts | null> {
	return db.sitting.findUnique({
		where: { id },
		select: {
			heldOn: true,
			protocolNumber: true,
			members: true,
			present: true,
			orderNumber: true,
			orderDate: true,
		},
	})
}
