import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Checkbox, ErrorSummary, SubmitButton } from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	consentOf,
	WithdrawConsentSchema,
	withdrawConsent,
} from "#app/domain/person/withdraw-consent.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Согласие на обработку данных")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const [consent, frame] = await Promise.all([consentOf(actor.id), profileFrame(actor)])
	return { consent, frame }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const submission = submissionOf(await receiveForm(request), WithdrawConsentSchema)
	if (submission.status !== "success") return invalidForm(submission)
	try {
		await withdrawConsent({ actor, now: now() })
		return redirectWithToast(paths.profileWithdrawConsent(), "Согласие отозвано")
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function ConsentPage() {
	const { consent, frame } = useLoaderData<typeof loader>()
	return (
		<Cabinet {...frame}>
			<PageHead title="Согласие на обработку данных" lead={leadOf(consent)} />
			<Page className="stack">{consent && !consent.withdrawn ? <Withdrawal /> : null}</Page>
		</Cabinet>
	)
}

function leadOf(consent: ReturnType<typeof useLoaderData<typeof loader>>["consent"]): string {
	if (!consent) return "Согласие в системе не записано."
	if (consent.withdrawn) return `Вы дали согласие ${consent.given} и отозвали его ${consent.withdrawn}.`
	return `Вы дали согласие ${consent.given}. Его можно отозвать в любое время.`
}

function Withdrawal() {
	const [form, fields] = useFreshForm<{ understood: string }>({
		id: "consent",
		lastResult: useActionData<typeof action>(),
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<Alert tone="wait" title="Что произойдёт, когда Вы отзовёте согласие">
				<p>
					Отзыв записывается, его увидят операторы центра аттестации. Данные, по которым комиссия уже приняла
					решение, закон обязывает хранить до конца срока; что будет с остальными, Вам ответит центр. Поданное
					заявление само не отзывается: если аттестация Вам больше не нужна, сначала отзовите его.
				</p>
			</Alert>
			<Checkbox field={fields.understood} value="yes" label="Я понимаю последствия и отзываю согласие" />
			<div className="acts mt-5">
				<SubmitButton tone="second" name="intent" value="withdraw-consent">
					Отозвать согласие
				</SubmitButton>
			</div>
		</FreshForm>
	)
}
