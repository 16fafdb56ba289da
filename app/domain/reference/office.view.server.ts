import { prisma } from "#app/db/client.server.ts"
import { loadOffice } from "./office.server.ts"

/** The region as the head of every page names it. */
export const regionName = async (): Promise<string> => (await loadOffice(prisma)).region
