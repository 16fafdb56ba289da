import type { AttestationOf } from "#app/domain/application/assessment/attestation.view.server.ts"
import { provedByCodes } from "#app/scans/proved.ts"
import { paths } from "#app/utils/paths.ts"
import { DocsList } from "../ui/docs-list.tsx"
import { Link } from "../ui/link.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { pagesOf, type ViewedPaper, viewedDocuments } from "../workbench/viewed-paper.ts"

/** The present conclusion first, then everything that the application rests on. */
export function papersOfAttestation({ conclusions, documents }: AttestationOf): ViewedPaper[] {
	const current = conclusions.filter((one) => one.current)
	const papers = viewedDocuments(documents)
	const signed = documents.filter(({ purpose }) => purpose === "signed_conclusion").map(({ id }) => id)
	return [
		...papers.filter(({ id }) => signed.includes(id)),
		...current.map(({ id, href, pages }) => ({
			id,
			title: "Заключение",
			sign: "PDF",
			href,
			pages: pagesOf({ sign: "PDF", pages }),
		})),
		...papers.filter(({ id }) => !signed.includes(id)),
	]
}

/** What the codes prove about the conclusion that will be accepted. */
export function conclusionProved({ conclusions }: AttestationOf): string | null {
	const current = conclusions.find((one) => one.current)
	return current ? provedByCodes(current.scan, current.pages, "several") : null
}

/** The application next to its conclusion: the teacher, the claim, the documents. */
export function AttestationSide({ application }: { application: AttestationOf }) {
	const { documents, experts } = application
	return (
		<>
			<Panel title="Заявление" tone="tint" small>
				<SummaryList
					dense
					narrow
					items={[
						{ term: "Период", value: application.period ?? "без периода" },
						{ term: "Должность", value: application.position },
						{ term: "Место работы", value: application.organisation },
						{ term: "Имеет", value: application.currentCategory },
						{ term: "Заявляет", value: application.claimedCategory },
						{ term: "Форма", value: application.attestationForm },
						application.ground ? { term: "Основание", value: application.ground } : null,
						...experts.map(({ name, post, seat }) => ({
							term: seat === 1 ? "Первый специалист" : "Второй специалист",
							value: name,
							note: post,
						})),
					]}
				/>
				<p className="mt-3 small">
					<Link to={paths.municipalityApplication(application.id)}>Просмотреть заявление</Link>
				</p>
			</Panel>
			<Panel title="Документы" small>
				{documents.length > 0 ? (
					<DocsList
						documents={documents.map((document) => ({
							kind: document.sign,
							name: document.title || document.kindName,
							href: document.href,
							note: document.note,
						}))}
					/>
				) : (
					<p className="muted">Документов нет</p>
				)}
			</Panel>
		</>
	)
}
