import { toneOfTerm } from "#app/domain/application/registration/review-term.ts"
import { days, daysRemain, longDate } from "#app/utils/russian.ts"
import { TermLeft } from "../ui/alert.tsx"

/** How much is left of the thirty days for the review. */
export function ReviewTerm({ dueOn, daysLeft }: { dueOn: string; daysLeft: number }) {
	if (daysLeft < 0)
		return (
			<TermLeft tone="bad">
				просрочено на {days(-daysLeft)}: нужно было до {longDate(dueOn)}
			</TermLeft>
		)
	return (
		<TermLeft tone={toneOfTerm(daysLeft)}>
			{daysRemain(daysLeft)} из 30: до {longDate(dueOn)}
		</TermLeft>
	)
}
