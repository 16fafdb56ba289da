import type { ReplayView } from "#app/domain/replay/replay.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, longDateTime } from "#app/utils/russian.ts"
import { PostForm } from "../forms/post-form.tsx"
import { SubmitButton } from "../forms/submit-button.tsx"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"
import { Panel } from "../ui/panel.tsx"
import { DataTable, Second } from "../ui/table.tsx"

type Last = NonNullable<ReplayView["last"]>

/** The result of the last check of the journal, and a button that starts another check. */
export function OperatorReplay({
	replay,
	returnTo,
	title = "Сверка журнала",
}: {
	replay: ReplayView
	returnTo: string
	title?: string
}) {
	const { last, underWay } = replay
	return (
		<Panel title={title} id="replay">
			<p className="mt-2">
				Состояние каждой записи должно получаться из её журнала заново: сверка проходит весь журнал по
				правилам порядка работы и сравнивает с тем, что хранится. Она идёт сама каждую ночь.
			</p>
			{last ? <LastCheck last={last} /> : <p className="mt-3 muted">Сверки ещё не было.</p>}
			<PostForm action={paths.operatorReplay()} className="mt-4">
				<input type="hidden" name="returnTo" value={returnTo} />
				{underWay ? (
					<output>Сверка идёт. Обновите страницу через несколько секунд.</output>
				) : (
					<SubmitButton tone="second">Проверить сейчас</SubmitButton>
				)}
			</PostForm>
		</Panel>
	)
}

function LastCheck({ last }: { last: Last }) {
	const { differenceCount, subjects, transitions, startedBy, tookMs } = last
	const checked = `Проверено: ${counted(subjects, ["запись", "записи", "записей"])}, ${counted(transitions, ["переход", "перехода", "переходов"])} за ${(tookMs / 1000).toFixed(1).replace(".", ",")} с.`
	const when = `Последняя сверка: ${longDateTime(new Date(last.at))}${startedBy ? `, ${startedBy}` : ", по расписанию"}.`
	return differenceCount === 0 ? (
		<Alert tone="good" title="Всё сходится" className="mt-3">
			<p>{checked}</p>
			<p className="small muted">{when}</p>
		</Alert>
	) : (
		<Alert tone="bad" title={`Не сходится: ${differenceCount}`} className="mt-3">
			<p>{checked}</p>
			<p>
				<Link to={paths.operatorReplay()}>Список расхождений</Link>
			</p>
			<p className="small muted">{when}</p>
		</Alert>
	)
}

/** Every difference by name, for the page of the check. */
export function ReplayDifferences({ last }: { last: Last }) {
	const { differences, differenceCount } = last
	return (
		<>
			<h2>Расхождения</h2>
			<p>
				Это может значить, что базу данных меняли в обход программы. Ничего не исправляйте в базе напрямую:
				сохраните её копию и передайте список тому, кто обслуживает систему. Запись, состояние которой
				неизвестно, можно перевести вручную.
			</p>
			<DataTable
				caption="Расхождения последней сверки"
				hideCaption
				columns={[
					{
						id: "subject",
						head: "Запись",
						rowHead: true,
						cell: ({ noun, href, subjectId }) => (
							<>
								{href ? <Link to={href}>{noun}</Link> : noun}
								<Second>{subjectId}</Second>
							</>
						),
					},
					{ id: "text", head: "Что не сходится", cell: ({ text }) => text },
				]}
				rows={differences}
				rowKey={({ id }) => id}
				empty={null}
			/>
			{differenceCount > differences.length ? (
				<p className="muted">
					Показаны первые {differences.length} из {differenceCount}.
				</p>
			) : null}
		</>
	)
}
