import { useLocation } from "@remix-run/react"
import type { AssignmentView } from "#app/domain/application/scheduling/assignment.view.server.ts"
import { withQuery } from "#app/utils/address.ts"
import { paths } from "#app/utils/paths.ts"
import { Act } from "../acts/acts.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { RadioPlates, Refusable, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { Panel } from "../ui/panel.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { SplitView, Wrap } from "../ui/wrap.tsx"
import { ColleagueReasons, ExpertsTable } from "./scheduling-experts.tsx"

type AssignmentFormProps = {
	view: AssignmentView
	/** The coordinator's cabinet, or that of the operator who acts for the coordinator. */
	cabinet: "municipality" | "operator"
	/** Filters of the list from which it was opened. */
	list: string
	refusal: RefusalAnswer | null | undefined
	/** The addresses of the list, of this page, and of the next application in the list. */
	back: string
	here: string
	next: string | null
}

const applicationIn = {
	municipality: paths.municipalityApplication,
	operator: paths.operatorApplication,
}

const FORM = "assignment"

/** Period and experts of one application, in one form. «Показать специалистов» sends it by GET, so that all choices stay. */
export function AssignmentForm(props: AssignmentFormProps) {
	const { view, refusal, list } = props
	const { assign } = view
	return (
		<Refusable refusal={refusal} wrapped>
			{assign?.possible ? null : (
				<Wrap className="mt-6">
					<Alert tone="wait" title="Сейчас изменить назначение нельзя">
						{assign?.reasons.join(" ")}
					</Alert>
				</Wrap>
			)}
			<SplitView
				narrowSide
				main={
					<PostForm id={FORM} className="stack-l" noValidate>
						<RadioPlates
							name="period"
							label="Период аттестации"
							large
							layout="two"
							hint="Закрытый период выбрать нельзя. Открыть его снова может только оператор."
							defaultValue={view.chosen ?? ""}
							choices={view.periods.map(periodPlate)}
						/>
						{assign?.possible ? <Pairs view={view} /> : null}
						<ExpertsTable view={view} typed={refusal?.typed} />
						<ColleagueReasons view={view} />
						<input type="hidden" name="event" value="schedule.assign" />
						<input type="hidden" name="version" value={view.application.version} />
						<input type="hidden" name="list" value={list} />
					</PostForm>
				}
				side={<Side {...props} />}
			/>
		</Refusable>
	)
}

/** One step fills the form in; nothing is saved by it. */
function Pairs({ view: { suggested, repeated, experts } }: Pick<AssignmentFormProps, "view">) {
	const { pathname, search } = useLocation()
	const offers = [
		{ words: "Предложенная пара", pair: suggested },
		{ words: "Как у предыдущего", pair: repeated },
	].filter(({ pair }) => pair && pair.experts.join() !== experts.join())
	if (offers.length === 0) return null
	return (
		<ul className="stack">
			{offers.map(({ words, pair }) =>
				pair ? (
					<li key={words}>
						<ButtonLink
							to={withQuery(pathname, new URLSearchParams(search), {
								period: pair.period,
								expert1: pair.experts[0],
								expert2: pair.experts[1],
							})}
							tone="second"
							small
						>
							{words}
						</ButtonLink>{" "}
						<span className="small muted">{pair.names}</span>
					</li>
				) : null,
			)}
		</ul>
	)
}

const periodPlate = ({ id, label, note, proposed, open }: AssignmentView["periods"][number]) => ({
	value: id,
	label,
	disabled: !open,
	note: (
		<>
			{note}
			{proposed ? (
				<>
					<br />
					<b>Предложен:</b> {proposed}
				</>
			) : null}
		</>
	),
})

function Side({ view, cabinet, back, here, next }: AssignmentFormProps) {
	const { application, assign, clear } = view
	return (
		<>
			<Panel title="Заявление" tone="tint" small>
				<SummaryList
					dense
					narrow
					items={[
						{ term: "Должность", value: application.position },
						{ term: "Место работы", value: application.organisation },
						{ term: "Муниципалитет", value: application.municipality },
						{ term: "Имеет", value: application.currentCategory },
						{ term: "Заявляет", value: application.claimedCategory },
						{ term: "Форма", value: application.attestationForm },
					]}
				/>
				<p className="mt-3 small">
					<Link to={applicationIn[cabinet](application.id)}>Просмотреть заявление</Link>
				</p>
			</Panel>
			<Panel title="Назначено сейчас" small>
				<SummaryList
					dense
					narrow
					items={[
						{ term: "Период", value: application.period ?? "не назначен" },
						...[0, 1].map((seat) => ({
							term: seat === 0 ? "Первый" : "Второй",
							value: application.experts[seat]?.name ?? "не назначен",
							note: application.experts[seat]?.post,
						})),
					]}
				/>
				{assign?.possible ? (
					<>
						<Acts className="mt-4">
							{next ? (
								<SubmitButton form={FORM} name="returnTo" value={next} wide>
									Сохранить и перейти к следующему
								</SubmitButton>
							) : null}
							<SubmitButton form={FORM} name="returnTo" value={here} tone={next ? "second" : "main"}>
								Сохранить
							</SubmitButton>
							<ButtonLink to={back} tone="text">
								Вернуться назад
							</ButtonLink>
						</Acts>
						<p className="small muted mt-3">
							До утверждения графика всё можно изменить. Педагог увидит пометку «предварительный, может
							меняться».
						</p>
					</>
				) : (
					<Acts className="mt-4">
						<ButtonLink to={back} tone="text">
							Вернуться назад
						</ButtonLink>
					</Acts>
				)}
			</Panel>
			{application.period && clear?.allowed ? (
				<Act
					on={{
						noun: "application",
						cabinet,
						id: application.id,
						version: application.version,
						events: { "schedule.clear": clear },
						returnTo: here,
					}}
					event="schedule.clear"
					small
				/>
			) : null}
		</>
	)
}
