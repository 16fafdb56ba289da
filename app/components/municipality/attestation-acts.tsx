import type { AttestationOf } from "#app/domain/application/assessment/attestation.view.server.ts"
import { CompleteBox, ConclusionForm, VERDICTS, verdictText } from "../expert/conclusion-form.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { RadioPlates } from "../forms/forms.tsx"
import { OneOfForms } from "../forms/one-of-forms.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Panel } from "../ui/panel.tsx"

type ActsProps = {
	application: AttestationOf
	refusal: RefusalAnswer | null | undefined
}

/** The conclusion of one teacher and what the coordinator may do with it now. */
export function AttestationActs({ application, refusal }: ActsProps) {
	const isSimplified = application.procedure === "simplified"
	const can = (event: string) => !isSimplified && application.events[event]?.possible === true
	return (
		<>
			<OtherRefusal
				refusal={refusal ?? null}
				events={["conclusion.assess", "conclusion.attach", "conclusion.replace"].filter(can)}
			/>
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
			{isSimplified ? null : (
				<>
					<Verdict application={application} refusal={refusal} />
					<PaperConclusion application={application} refusal={refusal} />
				</>
			)}
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

/** «соответствует» or «не соответствует»: dashed with the reason until the conclusion is there and signed. */
function Verdict({ application, refusal }: ActsProps) {
	const assess = application.events["conclusion.assess"]
	if (!assess) return null
	return (
		<Panel title="Результат аттестации">
			{application.verdict ? (
				<p className="mt-3">
					Поставлен результат: <b>{verdictText(application.verdict)}</b> заявленной квалификационной
					категории.
				</p>
			) : (
				<OneOfForms refusal={refusal} is={{ event: "conclusion.assess" }}>
					<EventForm
						event="conclusion.assess"
						label={assess.button}
						possible={assess.possible}
						reasons={assess.possible ? [] : notYet(application)}
						version={application.version}
						className="mt-3"
					>
						<RadioPlates
							name="verdict"
							label="Педагогический работник заявленной квалификационной категории"
							layout="row"
							choices={VERDICTS}
						/>
						<CompleteBox />
					</EventForm>
				</OneOfForms>
			)}
		</Panel>
	)
}

/** The reason in the words of the list: the state's own name says too little to whoever waits for the paper. */
function notYet({ conclusions, events }: AttestationOf): string[] {
	if (!conclusions.some(({ current }) => current))
		return ["Итоговое заключение не прикреплено: результат можно поставить, когда оно прикреплено."]
	return [
		...(events["conclusion.assess"]?.reasons ?? []),
		"Результат ставится после того, как педагог подпишет заключение.",
	]
}

/** The paper route: the coordinator attaches the scan of what was handed over. */
function PaperConclusion({ application, refusal }: ActsProps) {
	const { events, conclusions } = application
	const isThere = conclusions.some(({ current }) => current)
	const event = isThere ? "conclusion.replace" : "conclusion.attach"
	const explained = events[event]
	if (!explained || application.verdict) return null
	return (
		<Panel title={isThere ? "Заменить заключение" : "Заключение сдано на бумаге"}>
			<p className="mt-2">
				{isThere
					? "Прежний файл сохранится в истории, педагог получит письмо."
					: "Отсканируйте все страницы и прикрепите их за специалистов."}
			</p>
			<div className="mt-3">
				<ConclusionForm
					applicationId={application.id}
					event={event}
					explained={explained}
					version={application.version}
					accepts={application.conclusionAccepts}
					refusal={refusal}
				/>
			</div>
		</Panel>
	)
}
