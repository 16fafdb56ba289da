import { now } from "#app/clock/clock.server.ts"
import type { Application } from "#app/db/generated/client.ts"
import { insertRow, lockRow, updateRow } from "#app/db/row.server.ts"
import { type ApplicationScope, applicationPolicy } from "#app/policies/application.policy.ts"
import type { Subject } from "#app/workflow/subject.server.ts"
import type { ApplicationFacts } from "#machines/application/application.facts.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { applicationEffects } from "./application.effects.server.ts"
import { loadApplication } from "./application.facts.server.ts"
import { AWAITING, storeFindings } from "./registration/findings.server.ts"

export const applicationSubject: Subject<Application, ApplicationFacts, ApplicationScope> = {
	name: "application",
	lifecycle: applicationLifecycle,
	lock: (tx, id) => lockRow(tx, "Application", id),
	load: loadApplication,
	mayRead: (actor, scope) => applicationPolicy.read(actor, scope, null),
	mayCreate: applicationPolicy.begin,
	create: (tx, columns) => insertRow(tx, "Application", columns),
	async update(tx, where, columns) {
		const count = await updateRow(tx, "Application", where, columns)
		const { state } = columns
		const mayWait = state === undefined || AWAITING.includes(String(state))
		if (count === 1 && mayWait) await storeFindings(tx, [where.id], now())
		return count
	},
	effects: (name) => applicationEffects[name],
	afterUpdate: ["sendLetter"],
	onBehalfOf: ({ teacherId }) => teacherId,
	reasonFields: ["reason", "comment", "remark", "materials", "visitNote"],
}
