import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, Refusable, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { KeptMunicipality } from "#app/components/municipality/choice.tsx"
import { MailingHistory, MailingReach } from "#app/components/municipality/mailing.tsx"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { MailingSchema, sendMailing, viewMailing } from "#app/domain/notice/mailing.server.ts"
import { coordinatorAt } from "#app/http/municipality.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Отправить уведомление")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const to = query.get("to") || "withoutForm"
	const order = { actor, municipalityCode: municipality.code, to, message: "", now: now() }
	return { municipality, to, view: await viewMailing(order).catch(raise) }
}

export async function action({ request }: ActionFunctionArgs) {
	const { actor, municipality, query } = await coordinatorAt(request)
	const typed = (await receiveForm(request)).texts()
	try {
		const parsed = MailingSchema.safeParse({ ...typed, to: query.get("to") || "withoutForm" })
		if (!parsed.success) throw invalid({ message: parsed.error.issues[0]?.message ?? "Проверьте текст." })
		const order = { actor, municipalityCode: municipality.code, form: parsed.data, now: now() }
		const sent = await sendMailing(order)
		return redirectWithToast(
			paths.notSubmitted(),
			`Уведомление отправлено: ${counted(sent, ["получатель", "получателя", "получателей"])}`,
		)
	} catch (error) {
		return refusal(error, typed)
	}
}

export default function Notify() {
	const { municipality, to, view } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title="Отправить уведомление"
				crumbs={[
					{ label: "Не подавшие заявление", to: paths.notSubmitted() },
					{ label: "Отправить уведомление" },
				]}
			/>
			<Page className="stack-l">
				{view.recipients === 0 ? <FormAlert message={refused?.message} /> : null}
				<MailingReach to={to} view={view} />
				{view.recipients === 0 ? null : (
					<PostForm className="stack">
						<Refusable refusal={refused}>
							<KeptMunicipality municipality={municipality} />
							<TextArea
								name="message"
								label="Ваши слова (можно не писать)"
								hint="Они встанут в письмо отдельной цитатой. Остальной текст письма показан ниже."
								rows={4}
							/>
							<div className="acts">
								<SubmitButton sign="mail" busyText="Отправляем…">
									Отправить: {counted(view.recipients, ["получатель", "получателя", "получателей"])}
								</SubmitButton>
							</div>
						</Refusable>
					</PostForm>
				)}
				<Panel title="Что получит каждый" small>
					<p>
						Тема: <b>{view.subject}</b>
					</p>
					<LetterText text={view.text} />
				</Panel>
				<MailingHistory history={view.history} />
			</Page>
		</>
	)
}
