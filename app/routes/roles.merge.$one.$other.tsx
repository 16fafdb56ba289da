import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { RadioPlates, Refusable, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { DataTable, Second } from "#app/components/ui/table.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	MergeSchema,
	type MergingView,
	mergeAccounts,
	viewMerging,
} from "#app/domain/person/merge-accounts.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Объединение учётных записей")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const pair = { actor, one: param(params, "one"), other: param(params, "other") }
	return { merging: await viewMerging(pair).catch(raiseFor(actor)), frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const pair = { actor, one: param(params, "one"), other: param(params, "other") }
	await viewMerging(pair).catch(raiseFor(actor))
	const typed = (await receiveForm(request)).texts()
	try {
		const { kept } = await mergeAccounts({ ...pair, ...parseForm(MergeSchema, typed), now: now() })
		return redirectWithToast(paths.roles(), `Учётные записи объединены, осталась ${kept}. Письмо отправлено`)
	} catch (error) {
		return refusal(error, typed)
	}
}

export default function MergeAccounts() {
	const { merging, frame } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Объединение учётных записей"
				crumbs={[{ label: "Люди и роли", to: paths.roles() }, { label: merging.accounts[0]?.name ?? "" }]}
				lead="Заявления, места работы, роли и категории обеих окажутся в той, что останется. В документах и в журнале ничего не изменится. Разделить снова нельзя."
			/>
			<Page className="stack">
				<DataTable
					caption="Две учётные записи"
					hideCaption
					rows={merging.accounts}
					rowKey={({ id }) => id}
					columns={[
						{
							id: "username",
							head: "Имя пользователя",
							rowHead: true,
							cell: ({ username, name }) => (
								<>
									{username}
									<Second>{name}</Second>
								</>
							),
						},
						{ id: "email", head: "Почта", cell: ({ email }) => email },
						{
							id: "roles",
							head: "Роли",
							cell: ({ roles }) => (roles.length > 0 ? roles.map((role) => <p key={role}>{role}</p>) : "—"),
						},
						{ id: "applications", head: "Заявлений", end: true, cell: ({ applications }) => applications },
						{ id: "seats", head: "Назначений специалистом", end: true, cell: ({ seats }) => seats },
					]}
				/>
				{merging.obstacles.length > 0 ? (
					<Alert tone="bad" title="Объединить пока нельзя">
						<ul>
							{merging.obstacles.map((obstacle) => (
								<li key={obstacle}>{obstacle}</li>
							))}
						</ul>
					</Alert>
				) : (
					<Refusable refusal={refused}>
						<MergeForm accounts={merging.accounts} />
					</Refusable>
				)}
			</Page>
		</Cabinet>
	)
}

function MergeForm({ accounts }: Pick<MergingView, "accounts">) {
	return (
		<PostForm className="stack">
			<RadioPlates
				name="kept"
				label="Под каким именем человек будет входить"
				hint="Пароль и второй шаг входа останутся от этой учётной записи. Другая закроется навсегда."
				choices={accounts.map(({ id, username, name, email }) => ({
					value: id,
					label: username,
					note: [name, email].filter(Boolean).join(", "),
				}))}
			/>
			<TextArea
				name="reason"
				label="Как Вы убедились, что это один человек"
				hint="Это увидят другие операторы и сам человек в письме."
			/>
			<div className="acts mt-5">
				<SubmitButton>Объединить</SubmitButton>
			</div>
		</PostForm>
	)
}
