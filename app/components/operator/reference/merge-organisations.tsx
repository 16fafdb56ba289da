import { Form } from "@remix-run/react"
import type { ListView } from "#app/domain/reference/lists/lists.view.server.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { Field, Select, SubmitButton } from "../../forms/forms.tsx"
import { isRefused, OneOfForms } from "../../forms/one-of-forms.tsx"
import { PostForm } from "../../forms/post-form.tsx"
import { Fold, Panel } from "../../ui/panel.tsx"

type Open = NonNullable<ListView["open"]>
type Refusal = RefusalAnswer | null | undefined
type Concerned = NonNullable<Open["concerned"]>
type Merger = NonNullable<Open["merger"]>

const APPLICATIONS = ["заявление", "заявления", "заявлений"] as const

/** People by role, each with the first names. */
export function People({ people }: { people: Concerned["people"] }) {
	if (people.length === 0) return null
	return (
		<ul className="small">
			{people.map(({ role, count, names, more }) => (
				<li key={role}>
					{role} ({count}): {names.join(", ")}
					{more > 0 ? ` и ещё ${more}` : ""}
				</li>
			))}
		</ul>
	)
}

export const unfinished = (count: number): string =>
	count === 0 ? "Заявлений без решения нет." : `${counted(count, APPLICATIONS)} без решения.`

/** The place of the form on its page. */
const HERE = "#merge"

function Search({ merger }: { merger: Merger }) {
	return (
		<div className="cluster cluster--end">
			<Field
				name="neighbour"
				label="Слова из названия"
				type="search"
				width="medium"
				defaultValue={merger.neighbour}
				autoComplete="off"
			/>
			<SubmitButton tone="second" name="find" value="1">
				Найти организацию
			</SubmitButton>
		</div>
	)
}

function choicesNote(name: string, { choices, total, neighbour }: Merger): string {
	const after = `«${name}» будет закрыта. Сначала система покажет, кто и что перейдёт.`
	if (choices.length === 0)
		return `С названием «${neighbour}» в муниципалитете нет другой действующей организации. Проверьте, как оно написано, или очистите поле.`
	return total > choices.length
		? `Показано ${choices.length} из ${total}, остальные найдите по названию. ${after}`
		: after
}

const Hidden = ({ values }: { values: Readonly<Record<string, string | number>> }) =>
	Object.entries(values).map(([name, value]) =>
		value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
	)

type Props = {
	open: Open
	refusal: Refusal
	/** The filters of the list, which the form keeps. */
	filters: Readonly<Record<string, string | number>>
}

/** First the other organisation is chosen, then the page says what would change, and only then there is a button. */
export function MergeOrganisations({ open, refusal, filters }: Props) {
	const { merger } = open
	if (!merger) return null
	const is = { intent: "merge" }
	const { plan, wrong, looking } = merger
	return (
		<>
			<Fold
				title="Объединить с другой организацией"
				open={plan !== null || wrong !== null || looking || isRefused(refusal, is)}
			>
				<Form
					method="get"
					action={HERE}
					id={wrong || looking ? "merge" : undefined}
					className="stack"
					noValidate
				>
					<Hidden values={{ ...filters, edit: open.id }} />
					{merger.searched ? <Search merger={merger} /> : null}
					<Select
						// A mounted select keeps its choice, whatever was found.
						key={merger.neighbour}
						name="into"
						label="В какую организацию переходят педагоги"
						hint={choicesNote(open.name, merger)}
						placeholder="Не выбрана"
						options={merger.choices}
						defaultValue={merger.chosen}
						error={wrong}
					/>
					<div className="acts">
						<SubmitButton tone="second" small>
							Показать, что изменится
						</SubmitButton>
					</div>
				</Form>
			</Fold>
			{plan || isRefused(refusal, is) ? (
				<Panel title="Что изменит объединение" id="merge" small>
					<OneOfForms refusal={refusal} is={is}>
						<PostForm className="stack" noValidate>
							<input type="hidden" name="intent" value="merge" />
							<input type="hidden" name="entryId" value={open.id} />
							<input type="hidden" name="into" value={plan?.into.id ?? ""} />
							<input type="hidden" name="seen" value={plan?.seen ?? ""} />
							{plan ? <Changes open={open} plan={plan} /> : null}
						</PostForm>
					</OneOfForms>
				</Panel>
			) : null}
		</>
	)
}

type Plan = NonNullable<Merger["plan"]>

function Changes({ open, plan }: { open: Open; plan: Plan }) {
	const nobody = plan.people.length + plan.inBoth.length === 0
	return (
		<>
			<p>
				«{open.name}» закроется: выбрать её будет нельзя. Всё нижеперечисленное перейдёт в «{plan.into.name}».
			</p>
			{nobody ? <p>Людей в ней нет.</p> : <People people={plan.people} />}
			{plan.inBoth.length > 0 ? (
				<>
					<p>Работают в обеих на одной должности: останется работа в «{plan.into.name}».</p>
					<People people={plan.inBoth} />
				</>
			) : null}
			<p>
				{plan.applications === 0 ? unfinished(0) : `Перейдут: ${unfinished(plan.applications)}`} Решённые
				заявления и бумаги останутся с прежним названием.
			</p>
			<p className="small muted">
				Объединение по ошибке можно отменить на странице закрытой организации: вернутся те, кого с тех пор не
				изменили.
			</p>
			<div className="acts">
				<SubmitButton tone="bad" small>
					Объединить организации
				</SubmitButton>
			</div>
		</>
	)
}

/** The way back from a merger by mistake. */
export function SeparateOrganisations({ open, refusal }: { open: Open; refusal: Refusal }) {
	const { undoing } = open
	if (!undoing) return null
	return (
		<Panel title="Отменить объединение" small>
			<OneOfForms refusal={refusal} is={{ intent: "separate" }}>
				<PostForm className="stack">
					<input type="hidden" name="intent" value="separate" />
					<input type="hidden" name="entryId" value={open.id} />
					<input type="hidden" name="merger" value={undoing.merger} />
					<p>
						Объединена с «{undoing.into}» {undoing.at}. Вернутся в «{open.name}», и она снова откроется:
					</p>
					{undoing.people.length === 0 ? <p>Из людей никто.</p> : <People people={undoing.people} />}
					<p>
						Вернутся: {unfinished(undoing.applications)} Кто пришёл в «{undoing.into}» позже, остаётся там.
					</p>
					<div className="acts">
						<SubmitButton tone="second" small>
							Отменить объединение
						</SubmitButton>
					</div>
				</PostForm>
			</OneOfForms>
		</Panel>
	)
}
