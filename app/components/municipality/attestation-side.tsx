import type { AttestationOf } from "#app/domain/application/assessment/attestation.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { DocsList } from "../ui/docs-list.tsx"
import { Link } from "../ui/link.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"

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
