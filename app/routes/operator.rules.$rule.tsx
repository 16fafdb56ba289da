import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { DateField, Field, Refusable, Select, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { FormPage } from "#app/components/ui/wrap.tsx"
import { changeRule } from "#app/domain/rules/draft.server.ts"
import { viewOperatorRule } from "#app/domain/rules/operator-rules.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => (data ? `Правило: ${data.title}` : "Правило"))

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewOperatorRule({ actor, ruleId: param(params, "rule"), now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		await changeRule({ actor, ruleId: param(params, "rule"), form, now: now() })
		return redirectWithToast(
			paths.operatorRules(),
			"Записано в черновик. Правило начнёт действовать, когда Вы введёте черновик в действие",
		)
	} catch (error) {
		return refusal(error, form)
	}
}

const PLACES = "Слова в фигурных скобках система заменяет числом или датой: оставьте их как есть."

export default function RulePage() {
	const { title, version, added, values, checks, numbers, roles } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={title}
				crumbs={[{ label: "Правила и сроки: изменить", to: paths.operatorRules() }, { label: title }]}
			/>
			<FormPage>
				<Refusable refusal={useActionData<typeof action>()}>
					<PostForm noValidate className="stack">
						<input type="hidden" name="version" value={version} />
						<Field name="title" label="Название" defaultValue={values.title} autoComplete="off" />
						<TextArea
							name="text"
							label="Правило простыми словами"
							hint={PLACES}
							defaultValue={values.text}
							rows={4}
						/>
						{checks ? (
							<TextArea
								name="finding"
								label="Замечание к заявлению"
								hint={`Так скажут педагогу и координатору. ${PLACES}`}
								defaultValue={values.finding}
								rows={4}
							/>
						) : null}
						{numbers.map(({ name, label, hint, value }) => (
							<Field
								key={name}
								name={name}
								label={label}
								hint={hint}
								defaultValue={value}
								width="short"
								inputMode="numeric"
							/>
						))}
						<DateField name="from" label="Действует с" defaultValue={values.from} />
						<DateField
							name="to"
							label="Действует по"
							hint="Последний день; пусто — без срока"
							defaultValue={values.to}
						/>
						{added ? (
							<Select
								name="role"
								label="Для кого"
								placeholder="Для всех"
								options={roles}
								defaultValue={values.role}
							/>
						) : null}
						<div className="acts">
							<SubmitButton>Записать в черновик</SubmitButton>
						</div>
					</PostForm>
				</Refusable>
			</FormPage>
		</>
	)
}
