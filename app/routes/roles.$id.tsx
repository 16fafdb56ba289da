import type { SubmissionResult } from "@conform-to/react"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import {
	DateField,
	ErrorSummary,
	FormAlert,
	Select,
	SubmitButton,
	TextArea,
} from "#app/components/forms/forms.tsx"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { EndRoleSchema, endRole, problemsOfEnding } from "#app/domain/role/end-role.server.ts"
import { type EndingView, viewEnding } from "#app/domain/role/roles.view.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Прекращение роли")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const ending = await viewEnding({ actor, engagementId: param(params, "id") }).catch(raiseFor(actor))
	return { ending, frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const engagementId = param(params, "id")
	await viewEnding({ actor, engagementId }).catch(raiseFor(actor))
	const sent = await receiveForm(request)
	const submission = submissionOf(sent, EndRoleSchema)
	if (submission.status !== "success") {
		const form = wellFormed(EndRoleSchema, sent.texts())
		return answered(invalidForm(submission, await problemsOfEnding({ engagementId, form, now: now() })))
	}
	try {
		const { until, handedOver } = await endRole({ actor, engagementId, form: submission.value, now: now() })
		const work =
			handedOver > 0 ? ` Передано: ${counted(handedOver, ["заявление", "заявления", "заявлений"])}.` : ""
		return redirectWithToast(paths.roles(), `Роль прекращена, последний день ${until}.${work}`)
	} catch (error) {
		return answered(refusedForm(submission, error), error instanceof DomainError ? error.reasons : [])
	}
}

const answered = (answer: ReturnType<typeof invalidForm>, reasons: readonly string[] = []) =>
	data({ form: answer.data, reasons }, answer.init ?? undefined)

export default function EndRole() {
	const { ending, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Прекращение роли"
				crumbs={[{ label: "Люди и роли", to: paths.roles() }, { label: ending.name }]}
				lead={`${ending.name}: ${ending.role}`}
			/>
			<Page className="stack">
				{answer && answer.reasons.length > 0 ? (
					<FormAlert message="Не передать" reasons={answer.reasons} />
				) : null}
				{ending.ended ? <p>Эта роль уже прекращена.</p> : <Ending ending={ending} result={answer?.form} />}
			</Page>
		</Cabinet>
	)
}

function Ending({ ending, result }: { ending: EndingView; result: SubmissionResult<string[]> | undefined }) {
	const [form, fields] = useFreshForm<{ endsOn: string; reason: string; successor: string }>({
		id: "end-role",
		lastResult: result,
	})
	const { seats, notes, successors } = ending
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<MarginSection
				title="Открытая работа"
				note="Передаётся в том же действии. Сделанное остаётся за тем, кто это сделал."
			>
				{notes.map((note) => (
					<p key={note}>{note}</p>
				))}
				{ending.seats.length > 0 ? (
					<>
						<p>
							{counted(seats.length, ["заявление ждёт", "заявления ждут", "заявлений ждут"])} этого
							специалиста:
						</p>
						<ul>
							{seats.map(({ applicationId, teacher }) => (
								<li key={applicationId}>{teacher}</li>
							))}
						</ul>
						<div className="mt-5">
							<Select
								field={fields.successor}
								label="Кому передать"
								placeholder="Выберите специалиста"
								options={successors}
							/>
						</div>
					</>
				) : notes.length === 0 ? (
					<p>Открытой работы нет.</p>
				) : null}
			</MarginSection>
			<MarginSection title="Прекращение">
				<DateField field={fields.endsOn} label="Последний день" />
				<TextArea field={fields.reason} label="Причина" hint="Её увидит этот человек в письме." />
				<div className="acts mt-5">
					<SubmitButton name="intent" value="end-role">
						Прекратить роль
					</SubmitButton>
				</div>
			</MarginSection>
		</FreshForm>
	)
}
