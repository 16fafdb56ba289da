import { cabinetsOf, homeOf } from "#app/auth/cabinets.ts"
import { now } from "#app/clock/clock.server.ts"
import { regionName } from "#app/domain/reference/office.view.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { paths } from "#app/utils/paths.ts"
import { currentRequest } from "#app/utils/request-scope.server.ts"
import { longDateTime } from "#app/utils/russian.ts"
import type { CabinetData } from "./cabinet-data.ts"

/** The frame of pages that belong to the person, whatever their roles are. */
export async function profileFrame(actor: Actor) {
	const cabinets = cabinetsOf(actor)
	const data: CabinetData = {
		name: actor.fullName,
		username: actor.username,
		role: cabinets.map(({ roleText }) => roleText).join(", "),
		region: await regionName(),
		// Empty, because the menu of these pages already lists the cabinets.
		cabinets: [],
		// Null, because the profile itself says so, with a button that sends the letter again.
		unconfirmedEmail: null,
		demoMoment: env.mode === "demo" ? longDateTime(now()) : null,
		helping: currentRequest()?.helping ?? null,
		// These pages have no lists.
		views: [],
		kept: null,
	}
	const nav = cabinets
		.filter(({ home }) => home !== paths.profile())
		.map(({ home, roleText }) => ({ to: home, label: cabinets.length > 1 ? roleText : "Главная" }))
	const own = [
		{ to: paths.calendar(), label: "Календарь" },
		{ to: paths.help(), label: "Помощь" },
		{ to: paths.profile(), label: "Личный кабинет" },
	]
	return { data, nav: [...nav, ...own], home: homeOf(actor) }
}
