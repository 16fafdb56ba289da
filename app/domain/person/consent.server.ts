import { prisma } from "#app/db/client.server.ts"
import { loadOffice } from "../reference/office.server.ts"
import { consentText, type DataOperator } from "./consent.ts"

/** The regional centre, unless the settings name another operator. */
export async function dataOperator(): Promise<DataOperator> {
	const { dataOperatorName, dataOperatorAddress, centreName } = await loadOffice(prisma)
	return { name: dataOperatorName || centreName, address: dataOperatorAddress }
}

/** What a person agrees to today. */
export const consentInForce = async (): Promise<string[]> => consentText(await dataOperator())
