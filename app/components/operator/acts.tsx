import type { ReactNode } from "react"
import type { OwnEvent } from "#app/domain/application/office-page.ts"
import type { OperatorApplicationView } from "#app/domain/application/operator-application.view.server.ts"
import { CompleteBox, ConclusionForm, VERDICTS } from "../expert/conclusion-form.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, RadioPlates, Select, TextArea } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { OtherRefusal } from "../forms/other-refusal.tsx"
import { Fold, Panel } from "../ui/panel.tsx"

type ActsProps = Pick<OperatorApplicationView, "application" | "candidates" | "conclusionAccepts"> & {
	refusal: RefusalAnswer | null | undefined
}
type ActProps = ActsProps & { explained: OwnEvent }

/** What an operator may send, in the order of an application's life, with the heading and fields of each. */
const ACTS: readonly {
	event: string
	title: string
	note?: string
	fields?: (props: ActsProps) => ReactNode
}[] = [
	{ event: "application.register", title: "Зарегистрировать заявление" },
	{
		event: "application.reject",
		title: "Отклонить заявление",
		fields: () => <TextArea name="reason" label="Причина отклонения" rows={3} />,
	},
	{
		event: "application.admit",
		title: "Передать комиссии",
		note: "Упрощённая форма: специалисты не назначаются, заявление с документом его основания рассматривает комиссия.",
	},
	{
		event: "procedure.change",
		title: "Перевести на общие основания",
		note: "Педагог и координатор получат письмо с причиной. После этого координатор назначит период и специалистов.",
		fields: () => <TextArea name="reason" label="Причина" rows={3} />,
	},
	{
		event: "expert.replace",
		title: "Заменить специалиста",
		fields: (props) => <ReplacementFields {...props} />,
	},
	{
		event: "conclusion.proceed",
		title: "Педагог не подписывает заключение",
		note: "Заключение пойдёт дальше без подписи. Причину увидит комиссия в повестке, педагог получит письмо.",
		fields: () => <TextArea name="reason" label="Почему педагог не подписал" rows={3} />,
	},
	{ event: "conclusion.assess", title: "Проверить заключение", fields: () => <AssessmentFields /> },
	{
		event: "conclusion.return",
		title: "Вернуть с замечанием",
		note: "Прикреплённое заключение перестанет действовать, но останется в истории. Замечание получат специалисты и координатор.",
		fields: () => <TextArea name="remark" label="Замечание" rows={4} />,
	},
]

/** The conclusion has a form of its own; the act that fits comes first, further ones are folded. */
const CONCLUSION = ["conclusion.attach", "conclusion.replace"] as const

/** Possible acts as forms; those that are the operator's but not possible now are named with the reason. */
export function OperatorActs(props: ActsProps) {
	const { application, conclusionAccepts, refusal } = props
	const { events, version } = application
	const can = (event: string) => events[event]?.possible === true
	const possible = ACTS.filter(({ event }) => can(event))
	const closed = [...ACTS.map(({ event }) => event), ...CONCLUSION].filter(
		(event) => events[event]?.possible === false,
	)
	const shown = [...possible.map(({ event }) => event), ...CONCLUSION.filter(can)]
	return (
		<div className="stack" key={version}>
			<OtherRefusal refusal={refusal ?? null} events={shown} />
			{possible.map(({ event, ...act }) => {
				const explained = events[event]
				return explained ? <Act key={event} {...props} {...act} event={event} explained={explained} /> : null
			})}
			{CONCLUSION.filter(can).map((event) => {
				const explained = events[event]
				return explained ? (
					<Panel key={event} title={explained.button}>
						<ConclusionForm
							applicationId={application.id}
							event={event}
							explained={explained}
							version={version}
							accepts={conclusionAccepts}
							refusal={refusal}
						/>
					</Panel>
				) : null
			})}
			{shown.length === 0 ? <p>Сейчас от оператора ничего не требуется.</p> : null}
			{closed.length > 0 ? (
				<Fold title="Что сейчас невозможно и почему">
					<div className="stack">
						{closed.map((event) => (
							<EventForm
								key={event}
								event={event}
								label={events[event]?.button ?? event}
								tone="second"
								small
								possible={false}
								reasons={events[event]?.reasons ?? []}
							/>
						))}
					</div>
				</Fold>
			) : null}
		</div>
	)
}

function Act({
	event,
	title,
	note,
	fields,
	explained,
	...props
}: ActProps & { event: string; title: string; note?: string; fields?: (props: ActsProps) => ReactNode }) {
	const { application, refusal } = props
	return (
		<Panel title={title} id={event === "expert.replace" ? "expert" : undefined}>
			{note ? <p className="small muted">{note}</p> : null}
			<OneOfForms refusal={refusal} is={{ event }}>
				<EventForm
					event={event}
					label={explained.button}
					tone={isPlain(event) || isRefused(refusal, { event }) ? "main" : "second"}
					possible={explained.possible}
					reasons={explained.reasons}
					version={application.version}
				>
					{fields?.(props)}
				</EventForm>
			</OneOfForms>
		</Panel>
	)
}

/** One main button a screen: the step that leads on. */
const isPlain = (event: string) =>
	["application.register", "application.admit", "conclusion.assess"].includes(event)

function ReplacementFields({ application, candidates }: ActsProps) {
	return (
		<>
			<RadioPlates
				name="seat"
				label="Кого заменить"
				choices={application.experts.map(({ seat, name, post, answer, reason }) => ({
					value: String(seat),
					label: name,
					note: [post, answer === "declined" ? `не может: ${reason ?? "причина не указана"}` : ""]
						.filter(Boolean)
						.join("; "),
				}))}
			/>
			<Select
				name="expert"
				label="Новый специалист"
				placeholder="Не выбран"
				hint={
					candidates.length > 0
						? "Специалисты муниципалитета из списка, утверждённого на учебный год."
						: "Подходящих специалистов нет: внесите их в список учебного года в разделе «Специалисты»."
				}
				options={candidates}
			/>
			<Field
				name="colleagueReason"
				label="Почему назначен коллега по организации"
				hint="Только если специалист работает там же, где педагог."
			/>
			<TextArea name="reason" label="Причина замены" rows={3} />
		</>
	)
}

function AssessmentFields() {
	return (
		<>
			<RadioPlates
				name="verdict"
				label="Педагогический работник заявленной квалификационной категории"
				layout="row"
				choices={VERDICTS}
			/>
			<CompleteBox />
		</>
	)
}
