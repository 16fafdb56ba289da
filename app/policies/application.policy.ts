import {
	allOf,
	anyOf,
	coordinates,
	groupsOf,
	hasRole,
	isOperator,
	isTeacher,
	NOT_ONES_OWN,
	onlyFrom,
	people,
	provided,
	type Rule,
} from "./policy.ts"

/** What the rules of an application read. */
export interface ApplicationScope {
	teacherId: string
	/** The municipality and the organisation with which the application was formed. */
	municipalityCode: string
	organisationId: string
	expertIds: readonly string[]
	/** True from the approval of the schedule until the decision: experts may open it. */
	openToExperts: boolean
	/** The subjects whose group heads receive its paper conclusion. Empty if the municipality has no such step. */
	groupSubjectIds: readonly string[]
	/** True if somebody other than the teacher coordinates the municipality. Otherwise an operator acts for the coordinator. */
	hasCoordinator: boolean
	/** True if a coordinator entered it for the teacher, because it came on paper or through a portal. */
	enteredForTeacher: boolean
	/** True if its teacher can sign in. An entered application belongs to nobody until the teacher takes it over. */
	teacherHasAccount: boolean
}

export type ApplicationRule = Rule<ApplicationScope>

const isOwner = people<ApplicationScope>(
	"педагог",
	(actor, scope) => actor.kind === "person" && actor.id === scope.teacherId,
)
const isStranger = provided<ApplicationScope>(
	NOT_ONES_OWN,
	(actor, scope) => actor.kind === "person" && actor.id !== scope.teacherId,
	"Это Ваше заявление: здесь действует другой координатор или оператор.",
)

const isSchoolCoordinator = allOf<ApplicationScope>(
	isStranger,
	people("координатор в ОО", (actor, scope) =>
		actor.grants.some(
			(grant) => grant.role === "school_coordinator" && grant.organisationId === scope.organisationId,
		),
	),
)
const isCoordinator = allOf<ApplicationScope>(
	isStranger,
	people("муниципальный координатор", (actor, scope) => coordinates(actor, scope.municipalityCode)),
)
const isOtherOperator = allOf<ApplicationScope>(isStranger, isOperator)
const standsIn = allOf<ApplicationScope>(
	isOtherOperator,
	provided("если другого координатора в муниципалитете нет", (_actor, scope) => !scope.hasCoordinator),
)
const isCoordinatorOrStandIn = anyOf<ApplicationScope>(isCoordinator, standsIn)

const isAssignedExpert = allOf<ApplicationScope>(
	isStranger,
	people(
		"назначенный специалист",
		(actor, scope) => hasRole(actor, "expert") && scope.expertIds.includes(actor.id),
	),
	provided("от утверждения графика до решения комиссии", (_actor, scope) => scope.openToExperts),
)
const isGroupHead = allOf<ApplicationScope>(
	isStranger,
	people("руководитель предметной группы", (actor, scope) =>
		groupsOf(actor).some(
			({ municipalityCode, subjectId }) =>
				municipalityCode === scope.municipalityCode && scope.groupSubjectIds.includes(subjectId),
		),
	),
)
/** A coordinator enters and corrects applications that came on paper or through a portal. */
const entersForTeacher = allOf<ApplicationScope>(
	isCoordinatorOrStandIn,
	provided("если заявление внесено за педагога", (_actor, scope) => scope.enteredForTeacher),
)
/** Afterwards the entered data and the draft are the teacher's own. */
const keepsForTeacher = allOf<ApplicationScope>(
	entersForTeacher,
	provided("пока педагог не принял заявление в свой кабинет", (_actor, scope) => !scope.teacherHasAccount),
)
const concludes = anyOf<ApplicationScope>(isAssignedExpert, isCoordinator, isOtherOperator)

export const applicationPolicy = {
	read: anyOf<ApplicationScope>(
		isOwner,
		isSchoolCoordinator,
		isCoordinator,
		isAssignedExpert,
		isGroupHead,
		isOperator,
	),
	begin: isTeacher,
	fillIn: isOwner,
	issue: isOwner,
	reopen: isOwner,
	discard: anyOf<ApplicationScope>(isOwner, keepsForTeacher),
	correctEntry: keepsForTeacher,
	attach: anyOf<ApplicationScope>(isOwner, isSchoolCoordinator, entersForTeacher),
	submit: anyOf<ApplicationScope>(isOwner, isSchoolCoordinator),
	register: isCoordinatorOrStandIn,
	revise: anyOf<ApplicationScope>(isOwner, entersForTeacher),
	receive: isCoordinatorOrStandIn,
	schedule: isCoordinatorOrStandIn,
	approve: onlyFrom("schedule.approve"),
	withdraw: onlyFrom("withdrawal.register"),
	replaceExpert: isOtherOperator,
	answerAssignment: isAssignedExpert,
	/** Visits, materials, and news that the teacher has left. */
	contactTeacher: isAssignedExpert,
	/** The reason of a withdrawal is often a matter of health, so experts and group heads learn only that there is one. */
	readWithdrawal: anyOf<ApplicationScope>(isOwner, isSchoolCoordinator, isCoordinator, isOperator),
	/** An expert's reason not to take part may be private, so only the people who look for another expert read it. */
	readDeclineReason: anyOf<ApplicationScope>(isAssignedExpert, isCoordinator, isOtherOperator),
	passPaper: isGroupHead,
	conclude: concludes,
	sign: anyOf<ApplicationScope>(isOwner, isSchoolCoordinator),
	dispute: isOwner,
	assess: anyOf<ApplicationScope>(isCoordinator, isOtherOperator),
	admit: isOtherOperator,
	returnConclusion: isOtherOperator,
	proceed: isOtherOperator,
	decide: isOtherOperator,
	changeProcedure: isOtherOperator,
	formWithdrawal: anyOf<ApplicationScope>(isOwner, isSchoolCoordinator, isCoordinatorOrStandIn),
} satisfies Record<string, ApplicationRule>
