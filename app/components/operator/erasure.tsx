import type { ErasureView } from "#app/domain/erasure/erasure.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { CheckboxPlates, Field, RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert, Empty } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { DataTable } from "../ui/table.tsx"
import { Wrap } from "../ui/wrap.tsx"

const MONTHS = ["месяц", "месяца", "месяцев"] as const

/** What would be erased now, and the button that erases exactly this. */
export function ErasurePlanned({ plan }: { plan: ErasureView["plan"] }) {
	if (!plan)
		return (
			<Panel title="Чей срок вышел" id="plan">
				<p className="mt-2">
					Список ничего не меняет: Вы увидите, сколько чего и чьё удалится, и сможете уйти со страницы.
				</p>
				<div className="acts mt-4">
					<ButtonLink to={paths.operatorErasure(true)} tone="second">
						Показать, что удалится
					</ButtonLink>
				</div>
			</Panel>
		)
	if (plan.kinds.length === 0)
		return <Empty title="Удалять нечего">Ни у каких данных срок хранения ещё не вышел.</Empty>
	return (
		<Panel title="Чей срок вышел" id="plan">
			{plan.kinds.map(({ code, title, what, amount, first, more }) => (
				<section key={code} className="mt-4">
					<h3>
						{title}: {amount}
					</h3>
					<p className="muted">{what}</p>
					<Fold title={more ? `Первые ${first.length}` : "Показать всё"}>
						<ul>
							{first.map(({ id, name, at }) => (
								<li key={id}>
									{name} <span className="muted">· с {at}</span>
								</li>
							))}
						</ul>
					</Fold>
				</section>
			))}
			<PostForm className="stack mt-5">
				<input type="hidden" name="at" value={plan.at} />
				<input type="hidden" name="fingerprint" value={plan.fingerprint} />
				<CheckboxPlates
					name="understood"
					label="Подтверждение"
					hideLabel
					choices={[
						{
							value: "yes",
							label: "Понимаю: вернуть удалённое нельзя",
							note: "Копии базы, сделанные раньше, ещё хранят эти данные, пока их не удалит администратор.",
						},
					]}
				/>
				<div className="acts">
					<SubmitButton>Удалить навсегда</SubmitButton>
					<ButtonLink to={paths.operatorErasure()} tone="second">
						Не удалять
					</ButtonLink>
				</div>
			</PostForm>
		</Panel>
	)
}

/** The terms in force. */
export function ErasureTermsShown({ kinds, automatic }: Pick<ErasureView, "kinds" | "automatic">) {
	return (
		<section className="stack" aria-labelledby="terms">
			<h2 id="terms">Сроки</h2>
			<Alert
				tone={automatic ? "wait" : "info"}
				title={automatic ? "Удаление идёт само, каждую ночь" : "Удаление начинает оператор"}
			>
				<p>
					{automatic
						? "Что удалено, видно ниже. Остановить можно в настройке сроков."
						: "Система ничего не удаляет сама, пока Вы не подтвердите список или не включите ночное удаление."}
				</p>
			</Alert>
			<DataTable
				caption="Сроки хранения по видам данных"
				hideCaption
				rows={kinds}
				rowKey={({ code }) => code}
				columns={[
					{ id: "title", head: "Что", rowHead: true, cell: ({ title }) => title },
					{
						id: "months",
						head: "Срок",
						cell: ({ months }) => (months === null ? "Не удалять" : counted(months, MONTHS)),
					},
					{ id: "since", head: "Считается", cell: ({ since }) => since },
					{ id: "what", head: "Что удаляется", span: true, cell: ({ what }) => what },
				]}
			/>
			<div className="acts">
				<ButtonLink to={paths.operatorErasureTerms()} tone="second">
					Изменить сроки
				</ButtonLink>
			</div>
		</section>
	)
}

/** What was erased, and by whom. */
export function ErasureRuns({ runs }: Pick<ErasureView, "runs">) {
	return (
		<section className="stack" aria-labelledby="runs">
			<h2 id="runs">Что удалено</h2>
			<p className="muted">
				Журнал остаётся целым: у записи, из которой удалены слова, сохраняется её прежняя контрольная сумма, и
				сверка журнала проверяет, что слова удалило именно это удаление.
			</p>
			<DataTable
				caption="Удаления по сроку"
				hideCaption
				rows={runs}
				rowKey={({ id }) => id}
				empty={<Empty title="Ничего не удаляли">Здесь будет каждое удаление: когда, кто и сколько.</Empty>}
				columns={[
					{ id: "at", head: "Когда", rowHead: true, cell: ({ at }) => at },
					{ id: "by", head: "Кто", cell: ({ by }) => by },
					{
						id: "what",
						head: "Что",
						cell: ({ amounts, finished }) => (
							<>
								{finished ? null : <p>Удаляется:</p>}
								{amounts.map((amount) => (
									<p key={amount}>{amount}</p>
								))}
							</>
						),
					},
					{ id: "journal", head: "Из журнала", cell: ({ journal }) => journal || "—" },
				]}
			/>
		</section>
	)
}

interface TermField {
	code: string
	title: string
	what: string
	since: string
	source: string
	usual: number
	months: number | null
}

export function ErasureTermsFields({ kinds, automatic }: { kinds: TermField[]; automatic: boolean }) {
	return (
		<Wrap>
			{kinds.map(({ code, title, what, since, source, usual, months }) => (
				<MarginSection key={code} title={title} note={what}>
					<Field
						name={code}
						label={`Сколько месяцев хранить: ${since}`}
						hint={`Обычно ${usual}. ${source}.`}
						defaultValue={months === null ? "" : String(months)}
						width="short"
						inputMode="numeric"
						autoComplete="off"
					/>
				</MarginSection>
			))}
			<MarginSection title="Кто начинает" note="Сначала удалите по подтверждению: Вы увидите, что удаляется.">
				<RadioPlates
					name="mode"
					label="Кто начинает удаление"
					defaultValue={automatic ? "automatic" : "manual"}
					choices={[
						{ value: "manual", label: "Оператор, посмотрев список" },
						{
							value: "automatic",
							label: "Система, каждую ночь",
							note: "Без подтверждения. Ночью, когда время на сервере под сомнением, ничего не удаляется.",
						},
					]}
				/>
				<div className="acts mt-5">
					<SubmitButton>Сохранить сроки</SubmitButton>
				</div>
			</MarginSection>
		</Wrap>
	)
}
