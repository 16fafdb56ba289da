import { useId } from "react"
import type { ApplicationView } from "#app/domain/application/application.view.server.ts"
import { sourceText } from "#app/domain/application/entry/source.ts"
import { counted, longDateTime, shortDate } from "#app/utils/russian.ts"
import { Arrangements, DepartureReports } from "../application/arrangements.tsx"
import { ResultsOfWork } from "../application/results-of-work.tsx"
import { findingTexts } from "../application/scan-findings.tsx"
import { Phone } from "../person/phone.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { Timeline } from "../ui/timeline.tsx"

/** The current stage of an application that no longer waits for registration. */
export function Course({ view }: { view: ApplicationView }) {
	const heading = useId()
	const { journal, period, order, experts, verdict, proposedVerdict } = view
	return (
		<section aria-labelledby={heading}>
			<h2 id={heading}>Ход аттестации</h2>
			<p className="mt-3">{view.status}</p>
			{view.disputeComment ? (
				<Alert tone="talk" className="mt-4" title="Педагог не согласился с заключением">
					{view.disputeComment}
				</Alert>
			) : null}
			{view.returnRemark ? (
				<Alert tone="wait" className="mt-4" title="Заключение возвращено с замечанием">
					{view.returnRemark}
				</Alert>
			) : null}
			<DepartureReports experts={experts} className="mt-4" />
			<Arrangements experts={experts} className="mt-4" />
			<SummaryList
				dense
				className="mt-4"
				items={[
					journal && {
						term: "Номер в журнале",
						value: `№ ${journal.number} от ${shortDate(journal.on)}`,
					},
					period !== null && {
						term: "Период аттестации",
						value: period,
						note: order
							? `распоряжение от ${shortDate(order.date)} № ${order.number}`
							: "график не утверждён",
					},
					...experts.map(({ seat, name, post, answer, reason }) => ({
						term: `Специалист по аттестации ${seat}`,
						value: name,
						note: [
							post,
							answer === "accepted"
								? "принял(а) к работе"
								: answer === "declined"
									? `не может: ${reason ?? "причина не указана"}`
									: "",
						]
							.filter(Boolean)
							.join("; "),
					})),
					(verdict ?? proposedVerdict) !== null && {
						term: verdict ? "Результат" : "Предложение специалистов",
						value: (verdict ?? proposedVerdict) === "fails" ? "не соответствует" : "соответствует",
						note: view.notSignedReason ? `Педагог не подписал: ${view.notSignedReason}` : undefined,
					},
				]}
			/>
		</section>
	)
}

export function ApplicationData({ view }: { view: ApplicationView }) {
	const heading = useId()
	const cases = [view.genitive && `родительный: ${view.genitive}`, view.dative && `дательный: ${view.dative}`]
	return (
		<section aria-labelledby={heading}>
			<h2 id={heading}>Данные заявления</h2>
			<SummaryList
				dense
				className="mt-4"
				items={[
					{ term: "ФИО", value: view.fullName, note: cases.filter(Boolean).join("; ") },
					{ term: "Должность", value: view.position },
					{ term: "Место работы", value: `${view.organisation}, ${view.municipality}` },
					{ term: "Имеющаяся категория", value: view.currentCategory },
					{ term: "Заявленная категория", value: view.claimedCategory },
					{
						term: "Форма аттестации",
						value: view.attestationForm,
						note: view.attendance && `заседание ${view.attendance}`,
					},
					view.ground !== null && { term: "Основание упрощённой формы", value: view.ground },
					{ term: "Стаж, лет", value: view.experience },
					{ term: "Дата назначения на должность", value: view.appointedOn },
					{
						term: "Подано",
						value: view.submittedAt ? longDateTime(new Date(view.submittedAt)) : "",
						note: [
							view.source !== "online" &&
								`пришло ${sourceText(view.source)}, внесено координатором${view.receivedOn ? `, получено ${shortDate(view.receivedOn)}` : ""}`,
							view.formedOn && `сформировано ${view.formedOn}`,
							view.attempt > 1 && `попытка ${view.attempt}`,
						]
							.filter(Boolean)
							.join("; "),
					},
					{ term: "Мобильный телефон", value: view.phone ? <Phone phone={view.phone} /> : "" },
					{ term: "Электронная почта", value: view.email },
				]}
			/>
			<ResultsOfWork results={view.results} />
		</section>
	)
}

const SHOWN_IN_PAGE = new Set(["PDF", "JPG", "JPEG", "PNG"])

/** The scan next to the data, then every paper of the application. */
export function ApplicationPapers({ view }: { view: ApplicationView }) {
	const scan = view.documents
		.filter(({ purpose, outdated }) => purpose === "application_scan" && !outdated)
		.at(-1)
	return (
		<>
			<section aria-label="Скан заявления">
				{scan ? (
					<div className="scan">
						<div className="scan__bar">
							<span>
								Скан заявления
								{scan.pages ? `: ${counted(scan.pages, ["страница", "страницы", "страниц"])}` : ""}
							</span>
							<a href={scan.href} target="_blank" rel="noreferrer">
								Открыть {scan.sign}
							</a>
						</div>
						<div className="scan__page">
							<ScanView href={scan.href} sign={scan.sign} name={view.fullName} />
						</div>
					</div>
				) : (
					<Alert tone="wait" title="Скана заявления нет">
						К заявлению не прикреплён скан сформированного документа.
					</Alert>
				)}
			</section>
			<DocsList
				documents={[
					...view.notices,
					...view.conclusions.map(({ name, href, note, current, scan }) => ({
						kind: "PDF",
						name,
						href,
						note: [current ? note : `Прежняя версия. ${note}`, ...(current ? findingTexts(scan) : [])].join(
							". ",
						),
					})),
					...view.documents.map(({ sign, name, href, kindName, note, warnings, outdated, isLink, scan }) => ({
						kind: sign,
						name: isLink ? `${kindName}: ${name}` : name,
						href,
						note: [
							outdated && "К прежней версии заявления.",
							`${note}.`,
							...warnings,
							...findingTexts(scan).map((text) => `${text}.`),
						]
							.filter(Boolean)
							.join(" "),
					})),
				]}
			/>
		</>
	)
}

/** A browser that cannot show it inside the page still has the link above. */
function ScanView({ href, sign, name }: { href: string; sign: string; name: string }) {
	if (!SHOWN_IN_PAGE.has(sign)) return <p>Файл {sign} откройте по ссылке выше.</p>
	return sign === "PDF" ? (
		<iframe src={`${href}#toolbar=0&view=FitH`} title={`Скан заявления: ${name}`} width="100%" height="640" />
	) : (
		<img src={href} alt={`Скан заявления: ${name}`} />
	)
}

export function History({ view }: { view: ApplicationView }) {
	const heading = useId()
	return (
		<section aria-labelledby={heading}>
			<h2 id={heading}>История заявления</h2>
			<div className="mt-4">
				<Timeline
					entries={view.history.map(({ id, title, at, actor, reason }, index) => ({
						id,
						dateTime: at,
						at: longDateTime(new Date(at)),
						title,
						note: [actor, reason && `Причина: ${reason}`].filter(Boolean).join(". "),
						...(index === 0 && { tone: "now" as const }),
					}))}
				/>
			</div>
		</section>
	)
}
