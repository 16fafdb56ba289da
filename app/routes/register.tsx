import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getActor } from "#app/auth/actor.server.ts"
import { homeOf } from "#app/auth/cabinets.ts"
import { addressOf } from "#app/auth/limits.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useCheckOnLeaving } from "#app/components/forms/check-on-leaving.ts"
import { ErrorSummary, Field, SubmitButton } from "#app/components/forms/forms.tsx"
import { useFormChecks } from "#app/components/forms/use-form-checks.ts"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { ConsentField, LoginFields, NameFields } from "#app/components/person/account-fields.tsx"
import { WorkplaceFields } from "#app/components/person/workplace-fields.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { problemsOfRegistration, registerTeacher } from "#app/domain/account/register-teacher.server.ts"
import { listOrganisations, workplaceChoices } from "#app/domain/organisation/organisation.view.server.ts"
import { consentInForce } from "#app/domain/person/consent.server.ts"
import { RegisterTeacherSchema } from "#app/domain/person/person.schema.ts"
import { enter } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, sameForm, submissionOf } from "#app/utils/http/form.server.ts"
import { seeOther } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { readableEmail } from "#app/utils/typed/readable-email.server.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Регистрация")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await getActor(request)
	if (actor) throw seeOther(homeOf(actor))
	const [lists, consent] = await Promise.all([workplaceChoices(null), consentInForce()])
	return { lists, consent }
}

export async function action({ request, context }: ActionFunctionArgs) {
	const typed = await receiveForm(request)
	const organisations = await listOrganisations(typed.get("municipalityCode") ?? "")
	if (typed.get("intent") === "organisations") return data({ ...sameForm(typed), organisations })
	const submission = submissionOf(typed, RegisterTeacherSchema)
	if (submission.status !== "success") {
		const passed = wellFormed(RegisterTeacherSchema, typed.texts())
		const also = await problemsOfRegistration(passed, addressOf(context))
		const { data: result, init } = invalidForm(submission, also)
		return data({ ...result, organisations }, init ?? undefined)
	}
	try {
		const address = addressOf(context)
		const { email, username } = submission.value
		const { personId, letterSent } = await registerTeacher({ form: submission.value, address, now: now() })
		const message = letterSent
			? `Вы зарегистрированы. На ${readableEmail(email)} отправлено письмо: подтвердите адрес по ссылке из него.`
			: `Вы зарегистрированы. На ${readableEmail(email)} за последний час отправлено уже много писем: попросите письмо с подтверждением позже, в личном кабинете.`
		const headers = await enter(request, { personId, username, address })
		return redirectWithToast(paths.teacher(), message, { headers })
	} catch (error) {
		const { data: result, init } = refusedForm(submission, error)
		return data({ ...result, organisations }, init ?? undefined)
	}
}

export default function RegisterPage() {
	const { lists, consent } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const [form, fields] = useFreshForm({
		id: "register",
		lastResult: result,
		shouldRevalidate: "onInput",
		onValidate: useFormChecks(RegisterTeacherSchema, result),
	})
	useCheckOnLeaving(form)
	return (
		<PublicFrame>
			<PageHead
				title="Регистрация"
				lead="Для педагогических работников. Координаторам и специалистам по аттестации ссылка для регистрации приходит в письме."
			/>
			<Page>
				<FreshForm form={form}>
					<ErrorSummary form={form} />
					<MarginSection title="Кто Вы" note="Как в паспорте: система просклоняет имя для заявления.">
						<NameFields fields={fields} />
					</MarginSection>
					<MarginSection
						title="Место работы"
						note="Если мест работы несколько, укажите то, по которому подаёте заявление. Остальные добавите в личном кабинете."
					>
						<WorkplaceFields
							fields={fields}
							lists={{ ...lists, organisations: result?.organisations ?? lists.organisations }}
						/>
					</MarginSection>
					<MarginSection
						title="Связь"
						note="На почту приходят письма о заявлении и ссылка для сброса пароля."
					>
						<Field
							field={fields.mobilePhone}
							label="Мобильный телефон"
							hint="Например, +7 913 000-00-00"
							type="tel"
							autoComplete="tel"
						/>
						<Field field={fields.email} label="Электронная почта" type="email" autoComplete="email" />
						<Field
							field={fields.emailAgain}
							label="Электронная почта ещё раз"
							type="email"
							autoComplete="off"
						/>
					</MarginSection>
					<MarginSection title="Вход в систему">
						<LoginFields fields={fields} />
						<ConsentField field={fields.consent} text={consent} />
						<div className="acts mt-6">
							<SubmitButton busyText="Регистрируем…">Зарегистрироваться</SubmitButton>
							<Link className="btn btn--text" to={paths.login()}>
								Уже есть имя пользователя
							</Link>
						</div>
					</MarginSection>
				</FreshForm>
			</Page>
		</PublicFrame>
	)
}
