import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor, requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { BeginApplication, Choices } from "#app/components/teacher/begin.tsx"
import { CheckStep } from "#app/components/teacher/check.tsx"
import { FormSteps, StepForm } from "#app/components/teacher/form.tsx"
import { FormedApplication } from "#app/components/teacher/formed.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { FormPage, Page, Wrap } from "#app/components/ui/wrap.tsx"
import { neighbour, saveStep, stepNamed } from "#app/domain/application/form/save-step.server.ts"
import { viewTeacherForm } from "#app/domain/application/form/teacher-form.view.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { raise, refusal, seeOther } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterRefusal as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) =>
	data?.filling ? stepInWords(data.filling) : "Заявление",
)

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "teacher")
	const query = new URL(request.url).searchParams
	const named = { wanted: query.get("application"), stepId: query.get("step") }
	return viewTeacherForm({ actor, ...named, now: now() }).catch(raise)
}

/** A step is always saved first. If it has mistakes, the person stays on it. */
export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const query = new URL(request.url).searchParams
	const id = query.get("application") ?? ""
	const step = stepNamed(query.get("step"))
	if (!step || step.fields.length === 0)
		return actHere(request, { subject: "application", id, back: paths.teacherSubmit(id) })
	const typed: Record<string, string> = {}
	try {
		const { fields } = await receiveUpload(request, { maxFiles: 0 })
		Object.assign(typed, fields.texts())
		const { problems, proposed, confirmed, draft } = await saveStep({ actor, id, step, typed, now: now() })
		const next = neighbour(step, typed.intent === "back" ? -1 : 1, draft)
		// The problems come first, because a toast about the forms of the name would hide them.
		if (typed.intent !== "back" && Object.keys(problems).length > 0)
			return refusal(invalid(problems, proposed ? SAVED_WITH_CASES : SAVED_BUT), { ...typed, ...proposed })
		const cases = confirmed ? CASES_CONFIRMED : proposed ? CASES_AGAIN : null
		if (cases) return redirectWithToast(`${paths.teacherApplication(step.id, id)}#f-genitive`, cases)
		return seeOther(next ? paths.teacherApplication(next.id, id) : paths.teacher(id))
	} catch (error) {
		return refusal(error, typed)
	}
}

type Filling = NonNullable<Awaited<ReturnType<typeof viewTeacherForm>>["filling"]>

const stepInWords = ({ step, steps }: Filling) => `Шаг ${step.number} из ${steps.length}. ${step.question}`

const SAVED_BUT = "Ответы сохранены. Исправьте их, чтобы продолжить"
const SAVED_WITH_CASES =
	"Ответы сохранены, падежи имени предложены заново. Проверьте их и исправьте остальное, чтобы продолжить"
const CASES_CONFIRMED = "Склонение имени подтверждено"
const CASES_AGAIN = "Падежи имени предложены заново. Проверьте их и продолжите"

export default function TeacherApplication() {
	const { application, choices, begin, filling, check } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	if (!application)
		return (
			<>
				<PageHead title="Заявление не подано" />
				<Page>
					<BeginApplication places={begin} />
				</Page>
			</>
		)
	return (
		<>
			<Wrap>
				<Choices
					choices={choices}
					current={application.id}
					to={(one) => paths.teacherApplication(undefined, one)}
				/>
			</Wrap>
			{filling && check ? (
				<FormPage aside={<FormSteps filling={filling} />}>
					<Refusable refusal={refused}>
						<CheckStep
							check={check}
							action={filling.action}
							number={filling.step.number}
							of={filling.steps.length}
							version={application.version}
						/>
					</Refusable>
				</FormPage>
			) : filling ? (
				<StepForm
					// A new key for each step, so that text typed on one step does not appear on the next.
					key={`${filling.step.id}-${application.id}`}
					applicationId={application.id}
					version={application.version}
					filling={filling}
					findings={filling.findings}
					refusal={refused}
				/>
			) : check ? (
				<Refusable refusal={refused}>
					<FormedApplication application={application} check={check} begin={begin} />
				</Refusable>
			) : null}
		</>
	)
}
