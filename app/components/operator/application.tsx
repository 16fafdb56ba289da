import { verdictText } from "#app/domain/application/application.acts.ts"
import type { OfficePage } from "#app/domain/application/office-page.view.server.ts"
import { shortDate } from "#app/utils/russian.ts"
import { DepartureReports } from "../application/arrangements.tsx"
import { ResultsOfWork } from "../application/results-of-work.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { Timeline, type TimelineEntry } from "../ui/timeline.tsx"

type Shown = { application: OfficePage }

const PROCEDURES = { general: "общая", simplified: "упрощённая" } as const

/** What somebody has said about the application, so that everybody who opens it reads it first. */
export function ApplicationRemarks({ application }: Shown) {
	const { rejection, returnRemark, disputeComment, notSignedReason, experts } = application
	return (
		<>
			{rejection ? (
				<Alert tone="bad" title="Заявление отклонено">
					{rejection.reason}
				</Alert>
			) : null}
			{returnRemark ? (
				<Alert tone="bad" title="Заключение возвращено с замечанием">
					{returnRemark}
				</Alert>
			) : null}
			{disputeComment ? (
				<Alert tone="talk" title="Педагог не согласился с заключением">
					{disputeComment}
				</Alert>
			) : null}
			<DepartureReports experts={experts} />
			{notSignedReason ? (
				<Alert tone="wait" title="Педагог не подписал заключение">
					{notSignedReason}
				</Alert>
			) : null}
		</>
	)
}

/** All data of the application, section by section. */
export function ApplicationData({ application }: Shown) {
	const { procedure, journal, order, review } = application
	return (
		<>
			<section aria-labelledby="teacher">
				<h2 id="teacher">Педагог</h2>
				<SummaryList
					className="mt-3"
					items={[
						{ term: "ФИО", value: application.fullName },
						{ term: "Должность", value: application.position },
						{ term: "Дата назначения на должность", value: application.appointedOn },
						{ term: "Место работы", value: application.organisation, note: application.municipality },
						{ term: "Телефон", value: application.phone },
						{ term: "Почта", value: application.email },
						{ term: "Стаж", value: application.experience },
					]}
				/>
			</section>
			<section aria-labelledby="attestation">
				<h2 id="attestation">Аттестация</h2>
				<SummaryList
					className="mt-3"
					items={[
						{ term: "Имеет категорию", value: application.currentCategory },
						{ term: "Заявляет категорию", value: application.claimedCategory },
						{ term: "Процедура", value: procedure ? PROCEDURES[procedure] : "" },
						application.ground ? { term: "Основание", value: application.ground } : null,
						{ term: "Форма аттестации", value: application.attestationForm },
						{ term: "Заседание комиссии", value: application.attendance },
						{
							term: "Регистрация",
							value: journal ? `№ ${journal.number} от ${shortDate(journal.on)}` : "не зарегистрировано",
							note: !journal && review ? `Срок рассмотрения до ${shortDate(review.dueOn)}` : undefined,
						},
						{
							term: "Период",
							value: application.period ?? "без периода",
							note: order
								? `Утверждён распоряжением № ${order.number} от ${shortDate(order.date)}`
								: undefined,
						},
						...application.experts.map(({ seat, name, post, answer, reason }) => ({
							term: seat === 1 ? "Первый специалист" : "Второй специалист",
							value: name,
							note: [post, answerText(answer, reason)].filter(Boolean).join(". "),
						})),
						application.verdict
							? { term: "Результат", value: verdictText(application.verdict) }
							: application.proposedVerdict
								? { term: "Предлагаемый результат", value: verdictText(application.proposedVerdict) }
								: null,
					]}
				/>
				<ResultsOfWork results={application.results} />
			</section>
		</>
	)
}

export const answerText = (
	answer: "accepted" | "declined" | null,
	reason: string | null,
	/** The reader's own answer is reported in the second person. */
	own = false,
): string => {
	if (answer === null) return ""
	if (answer === "accepted") return own ? "Вы приняли заявление к работе." : "Принял(а) к работе"
	const why = reason ?? "причина не указана"
	return own ? `Вы сообщили, что не можете провести аттестацию: ${why}` : `Не может: ${why}`
}

/** Attached papers, notices and all versions of the conclusion. */
export function ApplicationPapers({ application: { papers } }: Shown) {
	return (
		<Panel title="Документы" small>
			{papers.length === 0 ? (
				<p className="muted">Педагог ещё ничего не прикрепил</p>
			) : (
				<DocsList documents={papers} />
			)}
		</Panel>
	)
}

/** Who did what, newest first. */
export function History({ lines }: { lines: readonly TimelineEntry[] }) {
	const [latest, ...earlier] = lines
	return <Timeline entries={latest ? [{ ...latest, tone: "now" }, ...earlier] : []} />
}
