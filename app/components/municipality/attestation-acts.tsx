import { verdictText } from "#app/domain/application/application.acts.ts"
import type { AttestationOf } from "#app/domain/application/assessment/attestation.view.server.ts"
import { formsAt } from "#app/workflow/acts.ts"
import { type ActingOn, actsOn } from "../acts/acting-on.ts"
import { Act, RefusedElsewhere } from "../acts/acts.tsx"
import { ASSESS } from "../application/conclusion-bench.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Panel } from "../ui/panel.tsx"

type ActsProps = {
	application: AttestationOf
	refusal: RefusalAnswer | null | undefined
	/** Where to go once the result is set. */
	onward: string
}

const HERE = "attestation"

/** The conclusion of one teacher, and what the coordinator can do with it now. */
export function AttestationActs({ application, refusal, onward }: ActsProps) {
	const isSimplified = application.procedure === "simplified"
	const on: ActingOn = {
		noun: "application",
		cabinet: "municipality",
		id: application.id,
		version: application.version,
		events: application.events,
		refusal,
		given: { accepts: { conclusion: application.conclusionAccepts } },
	}
	return (
		<>
			<RefusedElsewhere on={on} places={[HERE]} />
			{application.returnRemark ? (
				<Alert tone="bad" title="Оператор вернул заключение с замечанием">
					{application.returnRemark}
				</Alert>
			) : null}
			{application.disputeComment ? (
				<Alert tone="talk" title="Педагог не согласился с заключением">
					{application.disputeComment}
				</Alert>
			) : null}
			{application.notSignedReason ? (
				<Alert tone="wait" title="Педагог не подписал заключение">
					{application.notSignedReason}
				</Alert>
			) : null}
			<section aria-labelledby="conclusion">
				<h2 id="conclusion">Итоговое заключение</h2>
				{isSimplified ? (
					<p className="mt-3">
						Аттестация по упрощённой форме: заключение специалистов не требуется, заявление рассматривает
						комиссия.
					</p>
				) : (
					<Conclusions application={application} />
				)}
			</section>
			{application.verdict && application.mayAssess && !isSimplified ? (
				<Panel title="Результат аттестации">
					<p className="mt-3">
						Поставлен результат: <b>{verdictText(application.verdict)}</b> заявленной квалификационной
						категории.
					</p>
				</Panel>
			) : null}
			{formsAt(actsOn(on), HERE).map(({ event }) => (
				<Act key={event} on={event === ASSESS ? { ...on, returnTo: onward } : on} event={event} />
			))}
		</>
	)
}

function Conclusions({ application }: { application: AttestationOf }) {
	const { conclusions } = application
	const current = conclusions.find((one) => one.current)
	const signed = application.documents.find(({ purpose }) => purpose === "signed_conclusion")
	return (
		<>
			<p className="mt-3">
				{current
					? `Прикреплено итоговое заключение экспертом/оператором. Специалисты предлагают: ${verdictText(current.verdict)}.`
					: "Итоговое заключение не прикреплено"}
			</p>
			{signed ? (
				<div className="mt-3">
					<DocsList
						documents={[{ kind: signed.sign, name: signed.name, href: signed.href, note: signed.note }]}
					/>
				</div>
			) : null}
			{conclusions.length > 0 ? (
				<div className="mt-3">
					<DocsList
						documents={conclusions.map(({ name, href, note, current: valid }) => ({
							kind: "PDF",
							name,
							href,
							note: valid ? note : `${note}. Заменено, хранится для истории`,
						}))}
					/>
				</div>
			) : null}
		</>
	)
}
