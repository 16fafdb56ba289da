import type { FormCheck } from "#app/domain/application/form/teacher-form.view.server.ts"
import type { ActingOn } from "../acts/acting-on.ts"
import { BareAct } from "../acts/acts.tsx"
import { Findings } from "../application/findings.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { SummaryList } from "../ui/summary-list.tsx"

/** What prevents forming, each with a link to correct it. */
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

/** Everything that was filled in, step by step. `editable` adds a link back to each step. */
export function Summary({ summary, editable }: { summary: FormCheck["summary"]; editable: boolean }) {
	return summary.map(({ id, title, to, items }) => (
		<section key={id} className="mt-6" aria-labelledby={`summary-${id}`}>
			<div className="between">
				<h2 id={`summary-${id}`} className="legend--m">
					{title}
				</h2>
				{editable ? (
					<Link to={to}>
						Изменить<span className="hide"> — {title}</span>
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
	const { problems, findings, summary, cases, events } = check
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
			{events["form.issue"] ? (
				<div className="mt-6">
					<p>
						Система составит заявление в Word. Напечатанное останется неизменным: чтобы потом что-то
						исправить, заявление нужно будет сформировать и подписать заново.
					</p>
					<BareAct on={teacherActsOn({ events, version, to: action })} event="form.issue" className="mt-5" />
				</div>
			) : null}
		</>
	)
}

/** The forms of the name will be printed as they are. This is only a warning. */
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

/** The teacher's own application, with what the buttons of its events need. */
export const teacherActsOn = (known: Pick<ActingOn, "events" | "version" | "to" | "returnTo">): ActingOn => ({
	noun: "application",
	cabinet: "teacher",
	id: "",
	...known,
})
