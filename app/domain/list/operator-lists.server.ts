import { viewOutbox } from "#app/letters/outbox.view.server.ts"
import { outboxQuery } from "#app/letters/outbox-query.ts"
import type { Actor } from "#app/policies/policy.ts"
import { verdictText } from "../application/application.acts.ts"
import {
	conclusionsQuery,
	viewConclusions,
} from "../application/assessment/operator-conclusions.view.server.ts"
import { listForOperator } from "../application/overview/operator-list.view.server.ts"
import { operatorQuery } from "../application/overview/operator-query.ts"
import { viewStatistics } from "../application/overview/statistics.view.server.ts"
import { viewAudit } from "../audit/audit.view.server.ts"
import { auditQuery } from "../audit/audit-query.ts"
import { expertsQuery, viewExperts } from "../expert/operator-experts.view.server.ts"
import { sittingsQuery, viewSittings } from "../sitting/sittings.view.server.ts"
import { invitedList } from "./cabinet-lists.server.ts"
import { listOf, type OpenedList, openList } from "./list.ts"
import { statisticsFile } from "./statistics-file.ts"

interface AskedByOperator {
	actor: Actor
	query: URLSearchParams
	now: Date
}

type OpenOperatorList = (asked: AskedByOperator) => OpenedList

export const OPERATOR_LISTS = {
	applications: (asked) =>
		listOf(
			asked,
			"Заявления",
			(page: number) => listForOperator({ ...asked, query: { ...operatorQuery(asked.query), page } }),
			[
				["name", "Педагогический работник", (row) => row.name],
				["place", "Должность и место работы", (row) => row.place],
				["municipality", "Муниципалитет", (row) => row.municipality],
				["claim", "Заявленная категория", (row) => row.claim],
				["period", "Период", (row) => row.period],
				["state", "Состояние", (row) => row.short],
				["since", "С какого дня", (row) => row.since],
				["term", "Срок", (row) => row.term?.text],
			],
		),
	conclusions: (asked) =>
		listOf(
			asked,
			"Итоговые заключения",
			(page: number) => viewConclusions({ ...asked, query: { ...conclusionsQuery(asked.query), page } }),
			[
				["name", "Педагогический работник", (row) => row.name],
				["municipality", "Муниципалитет", (row) => row.municipality],
				["claim", "Заявленная категория", (row) => row.claim],
				["period", "Период", (row) => row.period],
				["state", "Состояние", (row) => row.short],
				["since", "С какого дня", (row) => row.since],
				["result", "Результат", (row) => verdictText(row.verdict ?? row.proposed)],
				[
					"remarks",
					"Замечания",
					(row) => [row.notSignedReason, row.disputeComment].filter(Boolean).join("; "),
				],
			],
		),
	sittings: (asked) =>
		listOf(
			asked,
			"Заседания комиссии",
			async (page: number) => {
				const { sittings: rows, pages } = await viewSittings({
					...asked,
					...sittingsQuery(asked.query),
					page,
				})
				return { ...pages, rows }
			},
			[
				["date", "Дата", (row) => row.heldOn],
				["time", "Время", (row) => row.startsAt],
				["place", "Место", (row) => row.place],
				["state", "Состояние", (row) => row.stageText],
				["state", "Почему отменено", (row) => row.calledOff ?? ""],
				["protocol", "Протокол", (row) => row.protocol],
				["protocol", "Присутствовало", (row) => row.presence],
				["order", "Распоряжение", (row) => row.order],
				["decisions", "Решений", (row) => row.decisions],
			],
		),
	experts: (asked) =>
		listOf(
			asked,
			"Список специалистов",
			async (page: number) => {
				const view = await viewExperts({ ...asked, query: { ...expertsQuery(asked.query), page } })
				return { ...view.pages, rows: view.roster }
			},
			[
				["name", "ФИО", (row) => row.name],
				["post", "Должность и место работы", (row) => row.post],
				["order", "Распоряжение", (row) => row.order],
				["load", "Педагогов за учебный год", (row) => row.load],
			],
		),
	users: invitedList,
	mail: (asked) =>
		listOf(
			asked,
			"Письма",
			async (page: number) => {
				const view = await viewOutbox({ ...asked, query: { ...outboxQuery(asked.query), page } })
				return { ...view, rows: view.letters }
			},
			[
				["to", "Кому", (row) => row.to],
				["letter", "Тема", (row) => row.subject],
				["state", "Состояние", (row) => row.short],
				["when", "Создано", (row) => row.writtenAt],
				["when", "Отправлено", (row) => row.sentAt],
				["attempts", "Попыток", (row) => row.attempts],
				["attempts", "Ошибка", (row) => row.error],
			],
		),
	audit: (asked) =>
		listOf(
			asked,
			"Проверка действий",
			(page: number) => viewAudit({ ...asked, query: { ...auditQuery(asked.query), page } }),
			[
				["at", "Когда", (row) => row.at],
				["who", "Кто", (row) => row.who],
				["what", "Что", (row) => row.what],
				["what", "Подробности", (row) => row.detail],
				["whose", "Чьи данные", (row) => row.whose],
				["address", "Адрес страницы", (row) => row.address],
			],
		),
	statistics: (asked) =>
		openList(
			statisticsFile(() =>
				viewStatistics({ ...asked, municipalityCode: null, year: asked.query.get("year") }),
			),
			asked.query.get("hide"),
		),
} satisfies Record<string, OpenOperatorList>

export type OperatorListName = keyof typeof OPERATOR_LISTS
