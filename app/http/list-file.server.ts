import "#app/domain/index.server.ts"
import { Readable } from "node:stream"
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import {
	type AskedByPerson,
	EXPERT_LISTS,
	groupList,
	SCHOOL_LISTS,
} from "#app/domain/list/cabinet-lists.server.ts"
import { csvOf } from "#app/domain/list/csv.ts"
import type { OpenedList } from "#app/domain/list/list.ts"
import { MUNICIPALITY_LISTS } from "#app/domain/list/municipality-lists.server.ts"
import { OPERATOR_LISTS } from "#app/domain/list/operator-lists.server.ts"
import { xlsxOf } from "#app/domain/list/xlsx.server.ts"
import { ListQuerySchema, listAsFile } from "#app/domain/reference/lists/lists.view.server.ts"
import { contentDisposition } from "#app/files/readable-name.ts"
import type { Role } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { notFound } from "#app/utils/errors.ts"
import { param } from "#app/utils/http/http.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { refuseFile } from "./documents.server.ts"
import { coordinatorAt } from "./municipality.server.ts"

type Format = "csv" | "xlsx"

const TYPES: Record<Format, string> = {
	csv: "text/csv; charset=utf-8",
	xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

export async function fileOf(list: OpenedList, format: Format): Promise<Response> {
	const stream = format === "csv" ? Readable.from(csvOf(list)) : xlsxOf(list)
	const name = `${list.title} ${shortDate(civilDate(now()))}.${format}`
	return new Response(createReadableStreamFromReadable(stream), {
		headers: {
			"Content-Type": TYPES[format],
			"Content-Disposition": contentDisposition(name, false),
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})
}

/** Lists are looked up by a name from an address, which may also be the name of any object's property. */
function listIn<Lists extends object>(lists: Lists, name: string): Lists[keyof Lists] {
	if (!Object.hasOwn(lists, name)) return refuseFile(notFound())
	return lists[name as keyof Lists]
}

/** The file of a list in the coordinator's cabinet: it has the page's address and query, plus the ending of the file. */
export const municipalityFile =
	(format: Format) =>
	async ({ request, params }: LoaderFunctionArgs): Promise<Response> => {
		const { actor, municipality, query } = await coordinatorAt(request)
		const list = listIn(MUNICIPALITY_LISTS, param(params, "list"))
		const asked = { actor, municipalityCode: municipality.code, query, now: now() }
		return fileOf(list(asked), format).catch(refuseFile)
	}

/** The same in the cabinets whose lists depend only on the person. */
const fileIn =
	(role: Role, listNamed: (params: LoaderFunctionArgs["params"]) => (asked: AskedByPerson) => OpenedList) =>
	(format: Format) =>
	async ({ request, params }: LoaderFunctionArgs): Promise<Response> => {
		const actor = await requireRole(request, role)
		const list = listNamed(params)
		const query = new URL(request.url).searchParams
		return fileOf(list({ actor, query, now: now() }), format).catch(refuseFile)
	}

export const operatorFile = fileIn("operator", (params) => listIn(OPERATOR_LISTS, param(params, "list")))
export const schoolFile = fileIn("school_coordinator", (params) =>
	listIn(SCHOOL_LISTS, param(params, "list")),
)
export const expertFile = fileIn("expert", (params) => listIn(EXPERT_LISTS, param(params, "list")))
export const groupFile = fileIn("group_head", () => groupList)

/** A list of reference data, as an import understands it. */
export const referenceFile =
	(format: Format) =>
	async ({ request, params }: LoaderFunctionArgs): Promise<Response> => {
		const actor = await requireRole(request, "operator")
		const query = ListQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams))
		return listAsFile({ actor, name: params.list ?? "", query })
			.then((list) => fileOf(list, format))
			.catch(refuseFile)
	}
