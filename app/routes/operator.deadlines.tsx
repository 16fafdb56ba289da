import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Alert, Empty } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { DataTable } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { confirmClock } from "#app/domain/notice/clock-guard.server.ts"
import { viewDeadlines } from "#app/domain/notice/deadlines.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Сроки и напоминания")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewDeadlines({ actor, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	await receiveForm(request)
	try {
		await confirmClock({ actor, now: now() })
	} catch (error) {
		return refusal(error)
	}
	return redirectWithToast(paths.operatorDeadlines(), "Время подтверждено: сроки снова действуют")
}

export default function Deadlines() {
	const { now: time, clock, rules, last } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Сроки и напоминания"
				lead={`О чём система напомнила, кому и когда. Время системы: ${time}, томское.`}
			/>
			<Page className="stack-l">
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				{clock ? (
					<Alert tone="bad" title="Время на сервере изменилось больше чем на сутки">
						<p>
							Было {clock.believed}, стало {clock.doubted}. Пока Вы не подтвердите время, периоды не
							закрываются, приглашения не истекают, напоминания не отправляются. Если время неверное,
							попросите администратора исправить часы. Когда время исправят, система узнает его сама и
							продолжит работу; подтвердите его, только если сервер при этом был выключен больше суток.
						</p>
						<PostForm className="acts mt-3">
							<SubmitButton name="intent" value="confirm">
								Время верное
							</SubmitButton>
						</PostForm>
					</Alert>
				) : null}
				<DataTable
					caption="Правила напоминаний"
					rows={rules}
					rowKey={(rule) => rule.name}
					columns={[
						{ id: "title", head: "О каком сроке", rowHead: true, cell: (rule) => rule.title },
						{ id: "count", head: "Отправлено", end: true, cell: (rule) => rule.count },
						{ id: "last", head: "В последний раз", cell: (rule) => rule.last || "—" },
					]}
				/>
				<DataTable
					caption="Последние напоминания"
					rows={last}
					rowKey={(row) => row.key}
					empty={<Empty title="Напоминаний пока не было">Они появятся, когда подойдёт первый срок.</Empty>}
					columns={[
						{ id: "who", head: "Кому", rowHead: true, cell: (row) => row.who },
						{ id: "what", head: "О каком сроке", cell: (row) => row.title },
						{ id: "deadline", head: "Срок", cell: (row) => row.deadline },
						{ id: "at", head: "Когда", cell: (row) => row.at },
						{ id: "how", head: "Как", cell: (row) => row.how },
					]}
				/>
			</Page>
		</>
	)
}
