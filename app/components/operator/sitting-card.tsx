import type { SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, longDate } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { DateField, Field, SubmitButton, TextArea } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Acts, ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { Tag } from "../ui/tag.tsx"
import { type Task, TaskList } from "../ui/task-list.tsx"

type StepProps = { view: SittingView; refusal: RefusalAnswer | null }

/** The steps of a sitting in working order, with the finished ones marked. */
export function SittingSteps({ view }: { view: SittingView }) {
	const { sitting, roll, decided, total } = view
	const announced = sitting.startsAt !== "" && sitting.place !== ""
	const numbered = sitting.protocolNumber !== "" && sitting.order !== ""
	const done = (finished: boolean, words: string) =>
		finished ? (
			<Tag tone="go-solid" sign="check" small>
				{words}
			</Tag>
		) : (
			<Tag tone="you" sign="pen" small>
				{words}
			</Tag>
		)
	const steps: Task[] = [
		{
			name: "1. Когда и где",
			to: "#meeting",
			tag: done(announced, announced ? "указано" : "укажите время и место"),
		},
		{
			name: "2. Кто присутствовал",
			to: "#roll",
			tag: done(
				roll.entered,
				roll.entered ? quorumWords(view) : sitting.ahead ? "в день заседания" : "отметьте отсутствующих",
			),
		},
		{
			name: "3. Протокол и распоряжение",
			to: "#papers",
			tag: done(numbered, numbered ? "внесены" : sitting.ahead ? "после заседания" : "внесите номера"),
		},
		{
			name: "4. Решения",
			to: "#agenda",
			tag: done(
				decided.length > 0,
				decided.length > 0
					? `внесено ${decided.length}`
					: `ждут ${counted(total, ["педагог", "педагога", "педагогов"])}`,
			),
		},
	]
	return <TaskList tasks={steps} />
}

function quorumWords({ sitting: { quorum } }: SittingView): string {
	if (!quorum) return "отмечено"
	return `${quorum.present} из ${quorum.members}, ${quorum.holds ? "кворум есть" : "кворума нет"}`
}

/** Day, time and place, and the people who will be informed of a change. */
export function Meeting({ view, refusal }: StepProps) {
	const { sitting, coming, decided } = view
	const is = { intent: "meeting" }
	const known = sitting.startsAt !== "" && sitting.place !== ""
	return (
		<Panel title="1. Когда и где" id="meeting" tone="tint">
			<p>
				{longDate(sitting.heldOn)}
				{sitting.startsAt ? `, начало в ${sitting.startsAt}` : ", время не указано"}
				{sitting.place ? `, ${sitting.place}` : ", место не указано"}.
			</p>
			<Coming view={view} />
			{known && decided.length > 0 ? null : (
				<Fold
					title={known ? "Изменить дату, время или место" : "Указать время и место"}
					open={isRefused(refusal, is) || (!known && decided.length === 0)}
				>
					<OneOfForms refusal={refusal} is={is}>
						<PostForm className="stack" noValidate>
							<input type="hidden" name="intent" value="meeting" />
							<input type="hidden" name="shown" value={sitting.shown.meeting} />
							<MeetingFields sitting={sitting} />
							{coming.length > 0 ? (
								<p className="hint">
									Письма уйдут сразу: {counted(coming.length, ["педагогу", "педагогам", "педагогам"])} из
									списка выше, если изменится то, о чём им уже сообщили.
								</p>
							) : null}
							<div className="acts">
								<SubmitButton tone="second">Сохранить дату и место</SubmitButton>
							</div>
						</PostForm>
					</OneOfForms>
				</Fold>
			)}
			{view.cancellable ? <Cancellation view={view} refusal={refusal} /> : null}
		</Panel>
	)
}

/** Who gets a letter is said before the click. */
function Cancellation({ view: { coming, sitting }, refusal }: StepProps) {
	const is = { intent: "cancel" }
	const told = sitting.ahead ? coming.filter(({ toldHere }) => toldHere) : []
	return (
		<Fold title="Отменить заседание" open={isRefused(refusal, is)}>
			<OneOfForms refusal={refusal} is={is}>
				<PostForm className="stack" noValidate>
					<input type="hidden" name="intent" value="cancel" />
					<p>
						Повестка останется ждать другого заседания, а эта страница — с датой, причиной и именем того, кто
						отменил.
						{told.length > 0
							? ` Письмо «Заседание отменено» уйдёт сразу: ${told.map(({ name }) => name).join(", ")}.`
							: " О нём никому не сообщали, писем не будет."}
					</p>
					<TextArea
						name="reason"
						label="Почему заседание отменяется"
						hint={`Её увидят операторы${told.length > 0 ? " и, в письме, педагоги" : ""}.`}
						rows={2}
					/>
					<div className="acts">
						<SubmitButton tone="bad">Отменить заседание</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Fold>
	)
}

/** The same three fields for creating a sitting and for moving it. */
export function MeetingFields({
	sitting,
}: {
	sitting: { heldOn?: string; startsAt: string; place: string; usualPlace: string }
}) {
	return (
		<>
			<DateField
				name="heldOn"
				label="Дата заседания"
				hint="Например, 27.11.2026"
				defaultValue={sitting.heldOn}
			/>
			<Field
				name="startsAt"
				label="Время начала"
				hint="По томскому времени, например 10:00"
				width="short"
				autoComplete="off"
				defaultValue={sitting.startsAt}
			/>
			<Field
				name="place"
				label="Место"
				hint="Адрес и кабинет, как в письме: г. Томск, ул. Примерная, д. 1, ауд. 305"
				autoComplete="off"
				defaultValue={sitting.place || sitting.usualPlace}
			/>
		</>
	)
}

function Coming({ view: { coming, sitting, decided } }: { view: SittingView }) {
	if (decided.length > 0 && coming.length === 0) return null
	if (coming.length === 0)
		return <p className="muted">Никто из педагогов повестки не просил о своём присутствии.</p>
	const waits = sitting.startsAt === "" || sitting.place === ""
	return (
		<>
			<p>
				Просили о своём присутствии: {counted(coming.length, ["педагог", "педагога", "педагогов"])}.
				{waits ? " Письма уйдут, когда будут указаны время и место." : ""}
			</p>
			<ul>
				{coming.map(({ id, to, name, told }) => (
					<li key={id}>
						<Link to={to}>{name}</Link>
						{told ? `: сообщили (${told})` : ": ещё не сообщали"}
					</li>
				))}
			</ul>
		</>
	)
}

/** The numbers of the protocol and of the order that follows it. */
export function SittingNumbers({ view: { sitting }, refusal }: StepProps) {
	const is = { intent: "papers" }
	const known = sitting.protocolNumber !== "" && sitting.order !== ""
	return (
		<Panel title="3. Протокол и распоряжение" id="papers" tone="tint">
			{known ? (
				<p>
					Протокол № {sitting.protocolNumber}, распоряжение {sitting.order}.
				</p>
			) : null}
			<Fold title={known ? "Изменить номера" : "Внести номера"} open={!known || isRefused(refusal, is)}>
				<OneOfForms refusal={refusal} is={is}>
					<PostForm className="stack" noValidate>
						<input type="hidden" name="intent" value="papers" />
						<input type="hidden" name="shown" value={sitting.shown.papers} />
						<Field
							name="protocolNumber"
							label="Номер протокола"
							width="short"
							autoComplete="off"
							defaultValue={sitting.protocolNumber}
						/>
						<Field
							name="orderNumber"
							label="Номер распоряжения"
							hint="Например, 903-р"
							width="short"
							autoComplete="off"
							defaultValue={sitting.orderNumber}
						/>
						<DateField
							name="orderDate"
							label="Дата распоряжения"
							hint="Например, 30.11.2026"
							defaultValue={sitting.orderDate}
						/>
						<div className="acts">
							<SubmitButton tone="second">Сохранить номера</SubmitButton>
						</div>
					</PostForm>
				</OneOfForms>
			</Fold>
		</Panel>
	)
}

/** The sitting's papers as Word files. Unknown details are left blank, to be written in. */
export function SittingPapers({ id, papers }: { id: string; papers: SittingView["papers"] }) {
	return (
		<>
			<PaperLinks id={id} hasOrder={papers.order} />
			{papers.ofDecisionsOnly ? (
				<p className="hint mt-4">
					Заседание прошло: в повестке и протоколе только те, о ком оно приняло решение. Отложенные считаются
					вопросами следующего заседания.
				</p>
			) : null}
		</>
	)
}

function PaperLinks({ id, hasOrder }: { id: string; hasOrder: boolean }) {
	return (
		<Acts label="Документы заседания" className="mt-4">
			<ButtonLink to={paths.sittingPaper(id, "agenda")} tone="second" small sign="down" download>
				Повестка
			</ButtonLink>
			<ButtonLink to={paths.sittingPaper(id, "protocol")} tone="second" small sign="down" download>
				Протокол
			</ButtonLink>
			{hasOrder ? (
				<ButtonLink to={paths.sittingPaper(id, "order")} tone="second" small sign="down" download>
					Распоряжение
				</ButtonLink>
			) : null}
		</Acts>
	)
}
