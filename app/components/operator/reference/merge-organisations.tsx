import { Form } from "@remix-run/react"
import type { ListView } from "#app/domain/reference/lists/lists.view.server.ts"
import { counted } from "#app/utils/russian.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { Select, SubmitButton } from "../../forms/forms.tsx"
import { isRefused, OneOfForms } from "../../forms/one-of-forms.tsx"
import { Fold, Panel } from "../../ui/panel.tsx"

type Open = NonNullable<ListView["open"]>
type Refusal = RefusalAnswer | null | undefined
type Concerned = NonNullable<Open["concerned"]>

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

/** First the other organisation is chosen, then the page says what would change, and only then there is a button. */
export function MergeOrganisations({ open, refusal }: { open: Open; refusal: Refusal }) {
	const { merger } = open
	if (!merger) return null
	const is = { intent: "merge" }
	const { plan, wrong } = merger
	return (
		<>
			<Fold
				title="Объединить с другой организацией"
				open={plan !== null || wrong !== null || isRefused(refusal, is)}
			>
				<Form method="get" action="#merge" id={wrong ? "merge" : undefined} className="stack" noValidate>
					<input type="hidden" name="edit" value={open.id} />
					<Select
						name="into"
						label="В какую организацию переходят педагоги"
						hint={`«${open.name}» будет закрыта. Сначала система покажет, кто и что перейдёт.`}
						placeholder="Не выбрана"
						options={merger.choices}
						defaultValue={plan?.into.id}
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
						<Form method="post" className="stack" noValidate>
							<input type="hidden" name="intent" value="merge" />
							<input type="hidden" name="entryId" value={open.id} />
							<input type="hidden" name="into" value={plan?.into.id ?? ""} />
							<input type="hidden" name="seen" value={plan?.seen ?? ""} />
							{plan ? <Changes open={open} plan={plan} /> : null}
						</Form>
					</OneOfForms>
				</Panel>
			) : null}
		</>
	)
}

type Plan = NonNullable<NonNullable<Open["merger"]>["plan"]>

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
				Перейдут: {unfinished(plan.applications)} Решённые заявления и бумаги останутся с прежним названием.
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
				<Form method="post" className="stack">
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
				</Form>
			</OneOfForms>
		</Panel>
	)
}
