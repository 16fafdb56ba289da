import type { ExpertApplicationView } from "#app/domain/application/assessment/expert-application.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { TextArea } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { answerText } from "../operator/application.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { ConclusionForm } from "./conclusion-form.tsx"
import { ProcedureSteps } from "./steps.tsx"

type ActsProps = { view: ExpertApplicationView; refusal: RefusalAnswer | null | undefined }

/** The specialist's work on one teacher in its order: answer, prepare the conclusion, hand it in. */
export function ExpertActs({ view, refusal }: ActsProps) {
	const { application, paper, steps } = view
	const own = ["expert.accept", "expert.decline", "conclusion.attach", "conclusion.replace"]
	return (
		<div className="stack-l" key={application.version}>
			<OtherRefusal refusal={refusal ?? null} events={own} />
			<Answer view={view} refusal={refusal} />
			<Panel title="Подготовить итоговое заключение" tone="tint">
				<p>
					В файле уже стоят данные педагога, дата назначения на должность, показатели заявленной категории,
					оба специалиста и строки для подписей.
				</p>
				<div className="acts mt-3">
					<ButtonLink to={paths.applicationConclusion(application.id)} tone="second" sign="down" download>
						Скачать заключение (Word)
					</ButtonLink>
				</div>
			</Panel>
			{paper ? <PaperPanel paper={paper} /> : null}
			<HandIn view={view} refusal={refusal} />
			{steps.length > 0 ? (
				<section aria-labelledby="dates">
					<h2 id="dates">Сроки</h2>
					<ProcedureSteps steps={steps} />
				</section>
			) : null}
		</div>
	)
}

/** «Принял(а) к работе» or «Не могу»; asked as long as there is no conclusion. */
function Answer({ view: { application, mine }, refusal }: ActsProps) {
	const { events, version } = application
	const accept = events["expert.accept"]
	const decline = events["expert.decline"]
	if (!accept?.possible || !decline?.possible) return null
	const declining = isRefused(refusal, { event: "expert.decline" })
	return (
		<Panel title="Ваш ответ">
			{mine?.answer ? (
				<p>{answerText(mine.answer, mine.reason)}</p>
			) : (
				<p>Подтвердите, что проведёте аттестацию, или сообщите, что не сможете: оператор подберёт замену.</p>
			)}
			<div className="stack mt-3">
				{mine?.answer === "accepted" ? null : (
					<OneOfForms refusal={refusal} is={{ event: "expert.accept" }}>
						<EventForm event="expert.accept" label={accept.button} version={version} />
					</OneOfForms>
				)}
				{mine?.answer === "declined" ? null : (
					<Fold title={decline.button} open={declining}>
						<OneOfForms refusal={refusal} is={{ event: "expert.decline" }}>
							<EventForm event="expert.decline" label={decline.button} tone="bad" version={version}>
								<TextArea
									name="reason"
									label="Причина"
									hint="Её увидят муниципальный координатор и оператор."
									rows={3}
								/>
							</EventForm>
						</OneOfForms>
					</Fold>
				)}
			</div>
		</Panel>
	)
}

function PaperPanel({ paper }: { paper: NonNullable<ExpertApplicationView["paper"]> }) {
	const { to, people, until } = paper
	return (
		<Alert title={`Очная форма: бумажное заключение сдайте ${to} до ${until}`}>
			{people.length > 0 ? (
				<ul>
					{people.map(({ name, phone }) => (
						<li key={name}>{[name, phone].filter(Boolean).join(", ")}</li>
					))}
				</ul>
			) : (
				<p>Кому именно, подскажет муниципальный координатор: в системе он ещё не записан.</p>
			)}
			<p>
				Один экземпляр с подписью педагога остаётся в его организации. Скан в систему прикрепит муниципальный
				координатор или оператор.
			</p>
		</Alert>
	)
}

/** The upload: the first conclusion, or another one in its place until it is assessed. */
function HandIn({ view: { application, paper, conclusionAccepts }, refusal }: ActsProps) {
	const { id, events, version, hasConclusion, notSignedReason } = application
	const form = { applicationId: id, version, accepts: conclusionAccepts, refusal }
	const attach = events["conclusion.attach"]
	const replace = events["conclusion.replace"]
	if (!hasConclusion && attach)
		return (
			<Panel title="Прикрепить итоговое заключение">
				<p className="small muted">
					{paper
						? "Если готовый скан есть у Вас, прикрепите его сами."
						: "Готовое заключение с подписями обоих специалистов."}
				</p>
				<ConclusionForm {...form} event="conclusion.attach" explained={attach} />
			</Panel>
		)
	if (!replace) return null
	if (!replace.possible)
		return (
			<Alert tone="good" title="Заключение принято">
				Заменить его уже нельзя: ожидается решение аттестационной комиссии.
			</Alert>
		)
	const open = isRefused(refusal, { event: "conclusion.replace" }) || application.disputeComment !== null
	return (
		<Panel title="Заключение прикреплено">
			<p>
				{application.disputeComment
					? "Педагог не согласился. Прочитайте комментарий и, если он обоснован, прикрепите исправленное заключение."
					: notSignedReason
						? "Заключение передано дальше без подписи педагога."
						: "Педагог получил письмо. Если нашли ошибку, прикрепите исправленный файл: прежний сохранится в истории."}
			</p>
			<Fold title={replace.button} open={open}>
				<ConclusionForm {...form} event="conclusion.replace" explained={replace} />
			</Fold>
		</Panel>
	)
}
