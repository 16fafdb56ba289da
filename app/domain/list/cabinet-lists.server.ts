import type { Actor } from "#app/policies/policy.ts"
import {
	ExpertQuerySchema,
	viewExpertList,
} from "../application/assessment/expert-attestation.view.server.ts"
import { schoolQuery } from "../application/overview/school-list.query.ts"
import { viewSchoolList } from "../application/overview/school-list.view.server.ts"
import { viewSchoolTeachers } from "../application/overview/school-teachers.view.server.ts"
import { viewGroup } from "../expert/group.view.server.ts"
import { GroupQuerySchema } from "../expert/group-query.ts"
import { invitationsQuery, viewInvitations } from "../invitation/invitation.view.server.ts"
import { viewSchoolWithdrawals } from "../withdrawal/school-withdrawals.view.server.ts"
import { listOf, type OpenedList } from "./list.ts"
import { PAPER_COLUMNS } from "./paper-columns.ts"

// Lists of people whose role alone says what they see: their organisations, their seats, their groups, those
// whom they may invite.

export interface AskedByPerson {
	actor: Actor
	query: URLSearchParams
	now: Date
}

type OpenOwnList = (asked: AskedByPerson) => OpenedList

const queryOf = ({ query }: AskedByPerson, page: number) => ({
	...Object.fromEntries(query),
	page: String(page),
})

export const SCHOOL_LISTS = {
	applications: (asked) =>
		listOf(
			asked,
			"Заявления организации",
			(page: number) => viewSchoolList({ ...asked, query: { ...schoolQuery(asked.query), page } }),
			[
				["name", "ФИО", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["phone", "Телефон", (row) => row.phone],
				["email", "Почта", (row) => row.email],
				["current", "Имеющаяся категория", (row) => row.currentCategory],
				["claimed", "Заявленная категория", (row) => row.claimedCategory],
				["form", "Форма аттестации", (row) => row.attestationForm],
				["state", "Состояние", (row) => row.short],
				["since", "С какого дня", (row) => row.since],
				["documents", "Документов", (row) => row.documents],
			],
		),
	teachers: (asked) =>
		listOf(
			asked,
			"Педагоги без заявления",
			(page: number) => viewSchoolTeachers({ ...asked, query: { ...schoolQuery(asked.query), page } }),
			[
				["name", "ФИО", (row) => row.fullName],
				["post", "Должность", (row) => row.post],
				["username", "Имя пользователя", (row) => row.username],
				["phone", "Телефон", (row) => row.phone],
				["email", "Почта", (row) => row.email],
				["state", "Состояние", (row) => row.short],
				["help", "Чем помочь", (row) => row.help],
			],
		),
	withdrawals: (asked) =>
		listOf(
			asked,
			"Отзыв заявления",
			(page: number) => viewSchoolWithdrawals({ ...asked, query: { ...schoolQuery(asked.query), page } }),
			[
				["name", "ФИО", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["claimed", "Заявленная категория", (row) => row.claimedCategory],
				["state", "Заявление", (row) => row.short],
				["withdrawal", "Заявление на отзыв", (row) => row.withdrawal?.short ?? "не сформировано"],
				["reason", "Причина отзыва", (row) => row.withdrawal?.reason],
			],
		),
} satisfies Record<string, OpenOwnList>

export const EXPERT_LISTS = {
	attestation: (asked) =>
		listOf(
			asked,
			"Назначенные педагоги",
			(page: number) => viewExpertList({ ...asked, query: ExpertQuerySchema.parse(queryOf(asked, page)) }),
			[
				["period", "Период", (row) => row.period],
				["name", "ФИО", (row) => row.name],
				["organisation", "Место работы", (row) => row.organisation],
				["position", "Должность", (row) => row.position],
				["subject", "Предмет", (row) => row.subject],
				["category", "Заявленная категория", (row) => row.category],
				["form", "Форма аттестации", (row) => row.attestationForm],
				["appointed", "Дата назначения на должность", (row) => row.appointedOn],
				["papers", "Материалов", (row) => row.evidence],
				["state", "Состояние", (row) => row.short],
			],
		),
} satisfies Record<string, OpenOwnList>

/** The cabinet of a group's head has one list, on its first page. */
export const groupList: OpenOwnList = (asked) =>
	listOf(
		asked,
		"Заключения предметной группы",
		(page: number) => viewGroup({ ...asked, query: GroupQuerySchema.parse(queryOf(asked, page)) }),
		PAPER_COLUMNS,
	)

/** Operators and coordinators have it at addresses of their own. */
export const invitedList: OpenOwnList = (asked) =>
	listOf(
		asked,
		"Зарегистрированные по приглашению",
		async (page: number) => {
			const view = await viewInvitations({ ...asked, ...invitationsQuery(asked.query), page })
			return { ...view.pages, rows: view.invited }
		},
		[
			["username", "Логин", (row) => row.username],
			["email", "Почта", (row) => row.email],
			["name", "ФИО", (row) => row.fullName],
			["role", "Роль", (row) => row.roleText],
			["municipality", "Муниципалитет", (row) => row.municipality],
		],
	)

export type SchoolListName = keyof typeof SCHOOL_LISTS
export type ExpertListName = keyof typeof EXPERT_LISTS
