import type { OperatorApplicationView } from "#app/domain/application/operator-application.view.server.ts"
import { formsAt, PAGE } from "#app/workflow/acts.ts"
import { type ActingOn, actsOn } from "../acts/acting-on.ts"
import { ActLinks, Acts, ClosedActs, RefusedElsewhere } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"

type ActsProps = Pick<OperatorApplicationView, "application" | "replacement" | "conclusionAccepts"> & {
	refusal: RefusalAnswer | null | undefined
}

/** Possible acts as forms. Acts that an operator may do, but not now, are listed with the reason. */
export function OperatorActs({ application, replacement, conclusionAccepts, refusal }: ActsProps) {
	const { id, version, events, experts } = application
	const on: ActingOn = {
		noun: "application",
		cabinet: "operator",
		id,
		version,
		events,
		refusal,
		given: {
			accepts: { conclusion: conclusionAccepts },
			...(replacement && { replacement: { ...replacement, seated: experts } }),
		},
		...(replacement && { typed: { event: "expert.replace", ...replacement.picked } }),
	}
	return (
		<div className="stack" key={version}>
			<RefusedElsewhere on={on} />
			<ActLinks on={on} />
			<Acts on={on} />
			{formsAt(actsOn(on), PAGE).length === 0 ? <p>Сейчас от оператора ничего не требуется.</p> : null}
			<ClosedActs on={on} />
		</div>
	)
}
