import { type Actor, all, any, coordinates, hasRole, isOperator, onlyFrom, type Rule } from "./policy.ts"

/** What the rules about an application read. */
export interface ApplicationScope {
	teacherId: string
	/** Those it was formed with. */
	municipalityCode: string
	organisationId: string
	expertIds: readonly string[]
	/** The experts may look: from the approval of the schedule until the decision (E4). */
	openToExperts: boolean
	/** Subjects whose group heads receive its paper conclusion; empty where the municipality has no such step. */
	groupSubjectIds: readonly string[]
	/** Somebody other than the teacher coordinates the municipality: an operator stands in where nobody does (A8). */
	hasCoordinator: boolean
	/** Filed at least once: a draft is the teacher's own, and the school's and coordinator's to help with. */
	enteredForTeacher: boolean
}

export type ApplicationRule = Rule<ApplicationScope>

const isOwner: ApplicationRule = (actor, scope) => actor.kind === "person" && actor.id === scope.teacherId
/** Nobody acts on their own application as coordinator, expert or operator (A8). */
const isStranger: ApplicationRule = (actor, scope) => actor.kind === "person" && actor.id !== scope.teacherId

const ofOrganisation = (actor: Actor, scope: ApplicationScope) =>
	actor.grants.some(
		(grant) => grant.role === "school_coordinator" && grant.organisationId === scope.organisationId,
	)

const isSchoolCoordinator: ApplicationRule = all<ApplicationScope>(isStranger, ofOrganisation)
const isCoordinator: ApplicationRule = all<ApplicationScope>(isStranger, (actor, scope) =>
	coordinates(actor, scope.municipalityCode),
)
const isOtherOperator: ApplicationRule = all<ApplicationScope>(isStranger, isOperator)
const standsIn: ApplicationRule = all<ApplicationScope>(
	isOtherOperator,
	(_actor, scope) => !scope.hasCoordinator,
)
const isCoordinatorOrStandIn = any<ApplicationScope>(isCoordinator, standsIn)

const isAssignedExpert: ApplicationRule = all<ApplicationScope>(
	isStranger,
	(actor, scope) => hasRole(actor, "expert") && scope.openToExperts && scope.expertIds.includes(actor.id),
)
const isGroupHead: ApplicationRule = all<ApplicationScope>(isStranger, (actor, scope) =>
	actor.grants.some(
		(grant) =>
			grant.role === "group_head" &&
			grant.municipalityCode === scope.municipalityCode &&
			grant.subjectId !== null &&
			scope.groupSubjectIds.includes(grant.subjectId),
	),
)
/** What came on paper is the coordinator's to enter and to correct. */
const entersForTeacher: ApplicationRule = all<ApplicationScope>(
	isCoordinatorOrStandIn,
	(_actor, scope) => scope.enteredForTeacher,
)
const concludes = any<ApplicationScope>(isAssignedExpert, isCoordinatorOrStandIn, isOtherOperator)

export const applicationPolicy = {
	read: any<ApplicationScope>(
		isOwner,
		isSchoolCoordinator,
		isCoordinator,
		isAssignedExpert,
		isGroupHead,
		isOperator,
	),
	begin: (actor: Actor) => hasRole(actor, "teacher"),
	fillIn: any<ApplicationScope>(isOwner, entersForTeacher),
	issue: isOwner,
	attach: any<ApplicationScope>(isOwner, isSchoolCoordinator, entersForTeacher),
	submit: any<ApplicationScope>(isOwner, isSchoolCoordinator),
	register: isCoordinatorOrStandIn,
	revise: any<ApplicationScope>(isOwner, entersForTeacher),
	receive: isCoordinatorOrStandIn,
	schedule: isCoordinatorOrStandIn,
	approve: onlyFrom("schedule.approve") as ApplicationRule,
	withdraw: onlyFrom("withdrawal.register") as ApplicationRule,
	replaceExpert: isOtherOperator,
	answerAssignment: isAssignedExpert,
	passPaper: isGroupHead,
	conclude: concludes,
	sign: any<ApplicationScope>(isOwner, isSchoolCoordinator),
	dispute: isOwner,
	assess: any<ApplicationScope>(isCoordinator, isOtherOperator),
	admit: isOtherOperator,
	returnConclusion: isOtherOperator,
	proceed: isOtherOperator,
	decide: isOtherOperator,
	changeProcedure: isOtherOperator,
	formWithdrawal: any<ApplicationScope>(isOwner, isSchoolCoordinator, isCoordinatorOrStandIn),
} satisfies Record<string, ApplicationRule>
