import type { CoordinatorsApplication } from "#app/domain/application/registration/municipality-application.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { ActLinks } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"

/** The application in its coordinator's cabinet, as the forms of its events need it. */
export function coordinatorActsOn(
	{ view, events, rejectionReasons }: CoordinatorsApplication,
	refusal: RefusalAnswer | null | undefined,
): ActingOn {
	return {
		noun: "application",
		cabinet: "municipality",
		id: view.id,
		version: view.version,
		events,
		refusal,
		given: { rejection: { reasons: rejectionReasons, phone: view.phone } },
	}
}

/** What can be done with it in its current state. Each act links to its own page. */
export function FurtherActs({ on, shown }: { on: ActingOn; shown: CoordinatorsApplication }) {
	const { view, withdrawable, withdrawalWaits } = shown
	const withdrawal = withdrawalWaits
		? { to: paths.municipalityWithdrawals(), label: "Рассмотреть заявление на отзыв" }
		: withdrawable
			? { to: paths.exclusion(view.id), label: "Отозвать заявление за педагога" }
			: null
	return <ActLinks on={on} more={withdrawal ? [withdrawal] : []} />
}
