import { any, coordinates, isOperator, isSystem, type Rule } from "./policy.ts"

export interface ScheduleScope {
	municipalityCode: string
}

const isCoordinator: Rule<ScheduleScope> = (actor, scope) => coordinates(actor, scope.municipalityCode)

export const schedulePolicy = {
	read: any<ScheduleScope>(isCoordinator, isOperator, isSystem),
	open: any<ScheduleScope>(isOperator, isSystem),
	close: any<ScheduleScope>(isCoordinator, isOperator, isSystem),
	reopen: isOperator,
	approve: isOperator,
} satisfies Record<string, Rule<ScheduleScope>>
