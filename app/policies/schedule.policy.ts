import { anyOf, coordinates, isOperator, isSystem, people, type Rule } from "./policy.ts"

export interface ScheduleScope {
	municipalityCode: string
}

const isCoordinator = people<ScheduleScope>("муниципальный координатор", (actor, scope) =>
	coordinates(actor, scope.municipalityCode),
)

export const schedulePolicy = {
	read: anyOf<ScheduleScope>(isCoordinator, isOperator, isSystem),
	open: anyOf<ScheduleScope>(isOperator, isSystem),
	close: anyOf<ScheduleScope>(isCoordinator, isOperator, isSystem),
	reopen: isOperator,
	approve: isOperator,
} satisfies Record<string, Rule<ScheduleScope>>
