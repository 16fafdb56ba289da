import type { Helper } from "#app/domain/application/overview/teacher-help.view.server.ts"
import type {
	Happened as HappenedEntry,
	HomeDocument,
	TeacherHome,
} from "#app/domain/application/overview/teacher-home.view.server.ts"
import type { TaskView } from "#app/domain/application/overview/teacher-next.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { formsAt, PAGE } from "#app/workflow/acts.ts"
import { actsOn } from "../acts/acting-on.ts"
import { Act, BareAct } from "../acts/acts.tsx"
import { Arrangements } from "../application/arrangements.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { Fold } from "../ui/panel.tsx"
import { Tag } from "../ui/tag.tsx"
import { TaskList } from "../ui/task-list.tsx"
import { Timeline } from "../ui/timeline.tsx"
import { BestPeriod } from "./begin.tsx"
import { teacherActsOn } from "./check.tsx"
import { DateLeaf, NextStep } from "./date-leaf.tsx"

type Shown = NonNullable<TeacherHome["application"]>

const addressOf = (to: NonNullable<TaskView["to"]>, named: string | null, step?: string): string =>
	({
		form: paths.teacherApplication(step, named),
		submit: paths.teacherSubmit(named),
		documents: paths.teacherDocuments(named),
	})[to]

export function Next({
	application,
	named,
	today,
	best,
}: {
	application: Shown
	named: string | null
	today: string
	best: string | null
}) {
	const { next, withdrawal, events, id, version } = application
	const on = teacherActsOn({
		events,
		version,
		to: paths.applicationEvents(id),
		returnTo: paths.teacherApplication(undefined, id),
	})
	const further = formsAt(actsOn(on), PAGE)
	const leaf = next.leaf ? (
		<DateLeaf date={next.leaf.date} note={next.leaf.note} tone={next.leaf.tone ?? undefined} />
	) : undefined
	return (
		<MarginSection title="Что нужно сделать" note={`Сегодня ${today}`}>
			{withdrawal ? (
				<Alert tone="wait" title={withdrawal} className="mt-2">
					<p>
						<Link to={paths.teacherWithdrawal(named)}>Перейти к отзыву заявления</Link>
					</p>
				</Alert>
			) : null}
			<Arrangements experts={application.arranged} className="mt-2" />
			<NextStep leaf={leaf} title={next.title}>
				<p>{next.text}</p>
			</NextStep>
			{next.tasks.length > 0 ? (
				<TaskList
					className="tasks mt-5"
					tasks={next.tasks.map((task) => ({
						name: task.name,
						to: task.to ? addressOf(task.to, named, task.step) : undefined,
						note: task.note || undefined,
						tag: (
							<Tag tone={task.done ? "good" : "you"} sign={task.done ? "check" : "dash"}>
								{task.sign}
							</Tag>
						),
					}))}
				/>
			) : null}
			{next.go ? (
				<div className="acts mt-5">
					<ButtonLink to={addressOf(next.go.to, named)}>{next.go.label}</ButtonLink>
				</div>
			) : null}
			<BestPeriod best={best} />
			{next.event ? <BareAct on={on} event={next.event} className="mt-5" /> : null}
			{events["form.discard"]?.possible ? (
				<div className="mt-5">
					<Act on={{ ...on, returnTo: paths.teacher(id) }} event="form.discard" />
				</div>
			) : null}
			{further.length > 0 ? (
				<div className="acts mt-5">
					{further.map(({ event, title }) => (
						<ButtonLink key={event} to={paths.teacherSubmit(named)} tone="second">
							{title}
						</ButtonLink>
					))}
				</div>
			) : null}
		</MarginSection>
	)
}

/** The newest entries are shown; the rest unfolds. */
const NEWEST = 7

export function Happened({ happened }: { happened: readonly HappenedEntry[] }) {
	const entries = happened.map((entry, index) => ({
		...entry,
		note: entry.note || undefined,
		tone: index === 0 ? ("now" as const) : undefined,
	}))
	if (entries.length === 0) return null
	const older = entries.slice(NEWEST)
	return (
		<MarginSection title="Что уже произошло">
			<Timeline entries={entries.slice(0, NEWEST)} />
			{older.length > 0 ? (
				<div className="mt-4">
					<Fold title={`Раньше: ${older.length}`}>
						<Timeline entries={older} />
					</Fold>
				</div>
			) : null}
		</MarginSection>
	)
}

export function Documents({
	documents,
	named,
	former,
	receipt,
}: {
	documents: readonly HomeDocument[]
	named: string | null
	former: number
	/** The address of the proof of filing. */
	receipt: string | null
}) {
	return (
		<MarginSection
			title="Документы"
			note={
				<>
					<p>
						<Link to={paths.teacherDocuments(named)}>Все документы и материалы</Link>
					</p>
					{receipt ? (
						<p>
							<Link to={receipt}>Подтверждение подачи</Link>
						</p>
					) : null}
					{former > 0 ? (
						<p>
							<Link to={paths.teacherHistory()}>Прежние заявления</Link>
						</p>
					) : null}
				</>
			}
		>
			{documents.length > 0 ? (
				<DocsList documents={documents} />
			) : (
				<p className="muted">Документов пока нет: заявление в Word появится, когда Вы его сформируете.</p>
			)}
		</MarginSection>
	)
}

export function Helpers({ helpers }: { helpers: readonly Helper[] }) {
	if (helpers.length === 0) return null
	return (
		<MarginSection title="Помощь">
			<div className="two">
				{[...new Set(helpers.map(({ heading }) => heading))].map((heading) => (
					<div key={heading}>
						<h3>{heading}</h3>
						{helpers
							.filter((helper) => helper.heading === heading)
							.map((helper) => (
								<HelperLines key={helper.id} helper={helper} />
							))}
					</div>
				))}
			</div>
		</MarginSection>
	)
}

/** A phone that can be called by pressing it. */
export const PhoneOf = ({ phone }: { phone: string }) => (
	<a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>
)

const HelperLines = ({ helper: { name, place, phone } }: { helper: Helper }) => (
	<p className="mt-2">
		{name}
		<br />
		{place}
		{phone ? (
			<>
				<br />
				<PhoneOf phone={phone} />, рабочий
			</>
		) : null}
	</p>
)
