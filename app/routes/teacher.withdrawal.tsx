import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { WithdrawalFiling } from "#app/components/application/withdrawal-filing.tsx"
import { Choices } from "#app/components/teacher/begin.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { FormPage, Page, Wrap } from "#app/components/ui/wrap.tsx"
import { viewOwnWithdrawal } from "#app/domain/withdrawal/own-withdrawal.view.server.ts"
import { ownPage } from "#app/http/own-page.server.ts"
import { answerWithdrawal } from "#app/http/withdrawal.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Отзыв заявления")

/** Applications that can be withdrawn come before a draft, which was never submitted. */
const SERVES = ["awaitReview", "awaitPeriod", "awaitApproval", "attestation"] as const

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, now, chosen, choices } = await ownPage(request, SERVES)
	if (!chosen) return { view: null, choices }
	return { view: await viewOwnWithdrawal({ actor, applicationId: chosen.id, now }).catch(raise), choices }
}

export async function action({ request }: ActionFunctionArgs) {
	const { chosen, here } = await ownPage(request, SERVES)
	if (!chosen) return raise(notFound())
	return answerWithdrawal(request, { applicationId: chosen.id, back: here })
}

export default function WithdrawalPage() {
	const { view, choices } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>() ?? null
	if (!view)
		return (
			<>
				<PageHead title="Отзыв заявления" />
				<Page>
					<Empty title="Отзывать нечего" act={<ButtonLink to={paths.teacher()}>На главную</ButtonLink>}>
						Вы ещё не подавали заявления.
					</Empty>
				</Page>
			</>
		)
	return (
		<>
			<PageHead
				title="Отзыв заявления"
				tag={<StatusTag state={view.applicationState}>{view.applicationShort}</StatusTag>}
				lead="Поданное заявление можно отозвать, пока по нему нет итогового заключения. После регистрации отзыва Вы можете подать новое."
			/>
			<Wrap>
				<Choices choices={choices} current={view.applicationId} to={paths.teacherWithdrawal} />
			</Wrap>
			<FormPage>
				<div className="stack-l">
					<WithdrawalFiling view={view} cabinet="teacher" refusal={refusal} />
					{view.mayBeginAnew ? (
						<p>
							<ButtonLink to={paths.teacher()}>Подать новое заявление</ButtonLink>
						</p>
					) : null}
				</div>
			</FormPage>
		</>
	)
}
