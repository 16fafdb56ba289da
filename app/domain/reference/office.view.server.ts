import { prisma } from "#app/db/client.server.ts"
import { loadOffice } from "./office.server.ts"

/** The region's name in the head of every page. */
export const regionName = async (): Promise<string> => (await loadOffice(prisma)).region
