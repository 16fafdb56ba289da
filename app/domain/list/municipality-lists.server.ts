import type { Actor } from "#app/policies/policy.ts"
import { AttestationQuerySchema, viewAttestation } from "../application/assessment/attestation.view.server.ts"
import {
	notSubmittedQuery,
	viewNotSubmitted,
} from "../application/overview/municipality-not-submitted.view.server.ts"
import { viewStatistics } from "../application/overview/statistics.view.server.ts"
import { viewRegistration } from "../application/registration/registration.view.server.ts"
import { RegistrationQuerySchema } from "../application/registration/registration-query.ts"
import { termWords } from "../application/registration/review-term.ts"
import { SchedulingQuerySchema, viewScheduling } from "../application/scheduling/scheduling.view.server.ts"
import { contractText } from "../expert/contract-status.ts"
import { viewMunicipalityPapers } from "../expert/group.view.server.ts"
import { GroupQuerySchema } from "../expert/group-query.ts"
import {
	municipalityExpertsQuery,
	viewMunicipalityExperts,
} from "../expert/municipality-experts.view.server.ts"
import { ExclusionQuerySchema, viewExclusion } from "../withdrawal/exclusion.view.server.ts"
import { viewWithdrawals, withdrawalsQuery } from "../withdrawal/municipality-withdrawals.view.server.ts"
import { invitedList } from "./cabinet-lists.server.ts"
import { listOf, type OpenedList, openList } from "./list.ts"
import { PAPER_COLUMNS } from "./paper-columns.ts"
import { statisticsFile } from "./statistics-file.ts"

interface AskedList {
	actor: Actor
	/** One of the actor's municipalities. The route has checked this. */
	municipalityCode: string
	query: URLSearchParams
	now: Date
}

type OpenMunicipalityList = (asked: AskedList) => OpenedList

/** The address as parsed by the page's schema, with the number of a page. */
const at = ({ query, municipalityCode }: AskedList, page: number) => ({
	...Object.fromEntries(query),
	municipality: municipalityCode,
	page: String(page),
})

export const MUNICIPALITY_LISTS = {
	"not-submitted": (asked) =>
		listOf(
			asked,
			"Не подавшие заявление",
			async (page: number) => {
				const query = { ...notSubmittedQuery(asked.query), page }
				const view = await viewNotSubmitted({ municipalityCode: asked.municipalityCode, query })
				return view
			},
			[
				["name", "ФИО", (row) => row.fullName],
				["organisation", "Организация", (row) => row.organisation],
				["phone", "Мобильный телефон", (row) => row.phone],
				["email", "Почта", (row) => row.email],
				["registered", "Зарегистрировался", (row) => row.registeredAt],
				["formed", "Сформировал заявление на аттестацию", (row) => (row.formed ? "да" : "нет")],
			],
		),
	registration: (asked) =>
		listOf(
			asked,
			"Заявления на регистрации",
			async (page: number) => {
				const query = RegistrationQuerySchema.parse(at(asked, page))
				const { actor, municipalityCode, now } = asked
				const view = await viewRegistration({ actor, municipalityCode, query, now })
				return view
			},
			[
				["name", "Фамилия Имя Отчество", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["organisation", "Место работы", (row) => row.organisation],
				["current", "Имеющаяся категория", (row) => row.current],
				["ends", "Дата окончания", (row) => row.currentUntil],
				["claimed", "Заявленная категория", (row) => row.claimedLabel],
				["form", "Форма", (row) => row.formLabel],
				["received", "Подано", (row) => row.receivedOn],
				["left", "Срок рассмотрения", (row) => termWords(row.daysLeft)],
				["check", "Проверка", (row) => row.findings.map(({ short }) => short).join("; ") || "без замечаний"],
			],
		),
	withdrawals: (asked) =>
		listOf(
			asked,
			"Заявления на отзыв",
			async (page: number) => {
				const { actor, municipalityCode, now } = asked
				const words = withdrawalsQuery(asked.query)
				// The pages of those that wait come first, then those of the answered ones.
				const of = (waitingPage: number, answeredPage: number) =>
					viewWithdrawals({ ...words, actor, municipalityCode, page: answeredPage, waitingPage, now })
				const view = await of(page, 1)
				const { pageSize } = view.pages
				const pagesOf = (total: number) => Math.ceil(total / pageSize)
				const before = pagesOf(view.waitingPages.total)
				const total = (before + pagesOf(view.pages.total)) * pageSize
				if (page <= before) return { rows: view.waiting, total, pageSize }
				const later = await of(1, page - before)
				return { rows: later.answered, total, pageSize, more: later.pages.more }
			},
			[
				["name", "Фамилия Имя Отчество", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["organisation", "Место работы", (row) => row.organisation],
				["reason", "Причина отзыва заявления", (row) => row.reason],
				["submitted", "Подано", (row) => row.submittedOn],
				["state", "Состояние", (row) => row.short],
				["answer", "Ответ", (row) => row.answer],
			],
		),
	scheduling: (asked) =>
		listOf(
			asked,
			"Педагоги для графика аттестации",
			(page: number) => viewScheduling({ ...asked, query: SchedulingQuerySchema.parse(at(asked, page)) }),
			[
				["period", "Период аттестации", (row) => row.period ?? "не назначен"],
				["name", "Фамилия Имя Отчество", (row) => row.fullName],
				["current", "Имеющаяся (имевшаяся) категория", (row) => row.currentCategory],
				["ends", "Дата окончания срока действия", (row) => row.currentEndsOn],
				["claimed", "Заявленная категория", (row) => row.claimedCategory],
				["organisation", "Место работы", (row) => row.organisation],
				["position", "Должность", (row) => row.position],
				["subject", "Предмет", (row) => row.subject],
				["form", "Форма аттестации", (row) => row.attestationForm],
				[
					"experts",
					"Специалисты по аттестации",
					(row) => row.experts.map(({ name, post }) => `${name}, ${post}`).join("; "),
				],
			],
		),
	attestation: (asked) =>
		listOf(
			asked,
			"Аттестация педагогических работников",
			(page: number) => viewAttestation({ ...asked, query: AttestationQuerySchema.parse(at(asked, page)) }),
			[
				["period", "Период аттестации", (row) => row.period ?? ""],
				["name", "Фамилия Имя Отчество", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["subject", "Предмет", (row) => row.subject],
				["current", "Имеющаяся категория", (row) => row.currentCategory],
				["claimed", "Заявленная категория", (row) => row.claimedCategory],
				["form", "Форма аттестации", (row) => row.attestationForm],
				["ground", "Основание упрощённой формы", (row) => row.ground],
				["state", "Состояние", (row) => row.short],
			],
		),
	exclusion: (asked) =>
		listOf(
			asked,
			"Заявления, которые можно отозвать",
			(page: number) => {
				const query = ExclusionQuerySchema.parse(at(asked, page))
				return viewExclusion({ municipalityCode: asked.municipalityCode, query })
			},
			[
				["name", "Фамилия Имя Отчество", (row) => row.fullName],
				["position", "Должность", (row) => row.position],
				["organisation", "Место работы", (row) => row.organisation],
				["claimed", "Заявленная категория", (row) => row.claimed],
				["period", "Период аттестации", (row) => row.period || "не назначен"],
				["state", "Состояние", (row) => row.short],
				["withdrawal", "Заявление на отзыв", (row) => row.withdrawal],
			],
		),
	papers: (asked) =>
		listOf(
			asked,
			"Бумажные заключения",
			(page: number) => viewMunicipalityPapers({ ...asked, query: GroupQuerySchema.parse(at(asked, page)) }),
			PAPER_COLUMNS,
		),
	experts: (asked) =>
		listOf(
			asked,
			"Специалисты по аттестации",
			(page: number) => {
				const { municipalityCode, now } = asked
				return viewMunicipalityExperts({
					...municipalityExpertsQuery(asked.query),
					municipalityCode,
					page,
					now,
				})
			},
			[
				["name", "ФИО", (row) => row.name],
				["post", "Должность и место работы", (row) => row.post],
				["roster", "В списке", (row) => (row.entryId ? "да" : "нет")],
				["roster", "Распоряжение", (row) => row.order],
				["contract", "Договор", (row) => (row.entryId ? contractText(row.contractStatus) : "")],
				[
					"load",
					"Педагогов в периодах",
					(row) => row.loads.map(({ period, count }) => `${period}: ${count}`).join("; "),
				],
			],
		),
	invitations: invitedList,
	statistics: (asked) =>
		openList(
			statisticsFile(() => viewStatistics({ ...asked, year: asked.query.get("year") })),
			asked.query.get("hide"),
		),
} satisfies Record<string, OpenMunicipalityList>

export type MunicipalityListName = keyof typeof MUNICIPALITY_LISTS
