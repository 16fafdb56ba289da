import type { FormCheck } from "#app/domain/application/form/teacher-form.view.server.ts"
import type { Possibility } from "#app/workflow/explain.server.ts"
import { EventForm } from "../forms/event-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { Findings } from "./form.tsx"

/** What stands in the way of forming, each with the way to mend it. */
function Problems({ problems }: { problems: FormCheck["problems"] }) {
	if (problems.length === 0) return null
	return (
		<Alert tone="wait" title={`Осталось заполнить или исправить: ${problems.length}`} className="mt-5">
			<ul>
				{problems.map(({ message, to, step }) => (
					<li key={to}>
						<Link to={to}>{message}</Link> <span className="muted">{step}</span>
					</li>
				))}
			</ul>
		</Alert>
	)
}

/** All that was filled in, step by step; `editable` adds the way back to each. */
export function Summary({ summary, editable }: { summary: FormCheck["summary"]; editable: boolean }) {
	return summary.map(({ id, title, to, items }) => (
		<section key={id} className="mt-6" aria-labelledby={`summary-${id}`}>
			<div className="between">
				<h2 id={`summary-${id}`} className="legend--m">
					{title}
				</h2>
				{editable ? (
					<Link to={to}>
						Изменить<span className="hide">: {title}</span>
					</Link>
				) : null}
			</div>
			<SummaryList dense items={items} />
		</section>
	))
}

/** The last step: everything once more, what is missing, and the button. */
export function CheckStep({
	check,
	action,
	number,
	of,
	version,
}: {
	check: FormCheck
	action: string
	number: number
	of: number
	version: number
}) {
	const { problems, findings, summary, cases, issue } = check
	return (
		<>
			<p className="small muted">
				Шаг {number} из {of}
			</p>
			<h1>Проверьте заявление</h1>
			<Problems problems={problems} />
			<Findings findings={findings} />
			{cases ? <UnseenCases cases={cases} /> : null}
			<Summary summary={summary} editable />
			{issue ? (
				<div className="mt-6">
					<p>
						Система составит заявление в Word. Напечатанное останется неизменным: чтобы потом что-то
						исправить, заявление нужно будет сформировать и подписать заново.
					</p>
					<Act event="form.issue" explained={issue} to={action} version={version} />
				</div>
			) : null}
		</>
	)
}

/** The forms of the name go onto the paper as they are: a warning that does not stand in the way. */
function UnseenCases({ cases: { genitive, dative, to } }: { cases: NonNullable<FormCheck["cases"]> }) {
	return (
		<Alert tone="wait" title="Проверьте, как склоняется Ваше имя" className="mt-5">
			<p>
				Кого? — {genitive}
				<br />
				Кому? — {dative}
			</p>
			<p>
				Система не уверена в окончаниях. <Link to={to}>Подтвердить или исправить</Link>
			</p>
		</Alert>
	)
}

/** A bare button of the application, with its reasons when it cannot be pressed. */
export function Act({
	event,
	explained,
	to,
	version,
	tone,
	hidden,
}: {
	event: string
	explained: Possibility
	to: string
	version: number
	tone?: "main" | "second"
	hidden?: Readonly<Record<string, string>>
}) {
	return (
		<EventForm
			to={to}
			event={event}
			label={explained.button}
			possible={explained.possible}
			reasons={explained.reasons}
			version={version}
			tone={tone}
			hidden={hidden}
			className="mt-5"
		/>
	)
}
