import type { ExpertApplicationView } from "#app/domain/application/assessment/expert-application.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { PAGE } from "#app/workflow/acts.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { Act, Acts, BareAct, RefusedElsewhere } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { answerText } from "../operator/application.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"
import { PairProgress } from "./pair.tsx"
import { ProcedureSteps } from "./steps.tsx"

/** The expert's work on one teacher in order: answer, prepare the conclusion, hand it in. */
export function ExpertActs({
	view,
	refusal,
}: {
	view: ExpertApplicationView
	refusal: RefusalAnswer | null | undefined
}) {
	const { application, paper, steps, conclusionAccepts } = view
	const on: ActingOn = {
		noun: "application",
		cabinet: "expert",
		id: application.id,
		version: application.version,
		events: application.events,
		refusal,
		given: { accepts: { conclusion: conclusionAccepts } },
	}
	return (
		<div className="stack-l" key={application.version}>
			<RefusedElsewhere on={on} places={[PAGE, "answer", "contact", "handed"]} />
			<Answer view={view} on={on} />
			{steps.length > 0 ? (
				<section aria-labelledby="dates">
					<h2 id="dates">Сроки и что сделано</h2>
					<ProcedureSteps steps={steps} />
				</section>
			) : null}
			<PairProgress view={view} on={on} />
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
			<Acts
				on={on}
				about={{
					"conclusion.attach": (
						<p className="small muted">
							{paper
								? "Если готовый скан есть у Вас, прикрепите его сами."
								: "Готовое заключение с подписями обоих специалистов."}
						</p>
					),
				}}
			/>
			<HandedIn view={view} on={on} />
		</div>
	)
}

type OnProps = { view: ExpertApplicationView; on: ActingOn }

/** «Принял(а) к работе» or «Не могу». The question stays as long as there is no conclusion. */
function Answer({ view: { mine }, on }: OnProps) {
	if (!on.events["expert.accept"]?.possible || !on.events["expert.decline"]?.possible) return null
	return (
		<Panel title="Ваш ответ">
			{mine?.answer ? (
				<p>{answerText(mine.answer, mine.reason, true)}</p>
			) : (
				<p>Подтвердите, что проведёте аттестацию, или сообщите, что не сможете: оператор подберёт замену.</p>
			)}
			<div className="stack mt-3">
				{mine?.answer === "accepted" ? null : <BareAct on={on} event="expert.accept" />}
				{mine?.answer === "declined" ? null : <Act on={on} event="expert.decline" />}
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

/** The attached conclusion, and the form that replaces it until it is assessed. */
function HandedIn({ view: { application }, on }: OnProps) {
	const replace = on.events["conclusion.replace"]
	if (!replace) return null
	if (!replace.possible)
		return (
			<Alert tone="good" title="Заключение принято">
				Заменить его уже нельзя: ожидается решение аттестационной комиссии.
			</Alert>
		)
	const { disputeComment, notSignedReason } = application
	return (
		<Panel title="Заключение прикреплено">
			<p>
				{disputeComment
					? "Педагог не согласился. Прочитайте комментарий и, если он обоснован, прикрепите исправленное заключение."
					: notSignedReason
						? "Заключение передано дальше без подписи педагога."
						: "Педагог получил письмо. Если нашли ошибку, прикрепите исправленный файл: прежний сохранится в истории."}
			</p>
			<Act on={on} event="conclusion.replace" open={disputeComment !== null} />
		</Panel>
	)
}
