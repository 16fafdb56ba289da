import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { getActor, requireActor } from "#app/auth/actor.server.ts"
import { roleHome } from "#app/auth/cabinets.ts"
import { addressOf } from "#app/auth/limits.server.ts"
import { renewSession } from "#app/auth/lucia.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { useCheckOnLeaving } from "#app/components/forms/check-on-leaving.ts"
import { ErrorSummary, Field, SubmitButton } from "#app/components/forms/forms.tsx"
import { useFormChecks } from "#app/components/forms/use-form-checks.ts"
import { FreshForm, useFreshForm } from "#app/components/forms/use-fresh-form.tsx"
import { ConsentField, LoginFields, NameFields } from "#app/components/person/account-fields.tsx"
import { InvitedPlace } from "#app/components/person/invited-place.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	acceptInvitation,
	problemsOfAcceptance,
	registerInvited,
} from "#app/domain/invitation/accept-invitation.server.ts"
import {
	type AcceptForm,
	acceptSchema,
	type RegisterInvitedForm,
	registerInvitedSchema,
} from "#app/domain/invitation/invitation.schema.ts"
import { type InvitationPage, viewInvitation } from "#app/domain/invitation/invitation.view.server.ts"
import { workplaceChoices } from "#app/domain/organisation/organisation.view.server.ts"
import { consentInForce } from "#app/domain/person/consent.server.ts"
import { enter } from "#app/http/enter.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalidForm, refusedForm, submissionOf } from "#app/utils/http/form.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { param } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Приглашение", { name: "robots", content: "noindex" })

const VOID = { open: false, used: false, askWhom: "", municipality: "" } as const

export async function loader({ request, params }: LoaderFunctionArgs) {
	const token = param(params, "token")
	const [page, actor, consent] = await Promise.all([
		viewInvitation(token, now()),
		getActor(request),
		consentInForce(),
	])
	const invitation = page ?? VOID
	if (!invitation.open) return { invitation, lists: null, who: null, consent, token }
	const lists = await workplaceChoices(invitation.municipalityCode)
	const who = actor && { fullName: actor.fullName, username: actor.username }
	return { invitation, lists, who, consent, token }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
	const token = param(params, "token")
	const invitation = await viewInvitation(token, now())
	if (!invitation?.open) return null
	const typed = await receiveForm(request)
	return typed.get("intent") === "accept"
		? acceptAsSelf(request, token, invitation, typed)
		: register(request, token, invitation, typed, addressOf(context))
}

type Open = Extract<InvitationPage, { open: true }>

async function acceptAsSelf(request: Request, token: string, { asked, roleText }: Open, typed: FormFields) {
	const actor = await requireActor(request)
	const schema = acceptSchema(asked)
	const submission = submissionOf(typed, schema)
	if (submission.status !== "success") {
		const form = wellFormed(schema, typed.texts())
		return invalidForm(submission, await problemsOfAcceptance({ token, form }))
	}
	try {
		const { role } = await acceptInvitation({ actor, token, form: submission.value, now: now() })
		const cookie = await renewSession(request)
		return redirectWithToast(roleHome(role), `Роль добавлена: ${roleText}`, {
			...(cookie && { headers: { "Set-Cookie": cookie } }),
		})
	} catch (error) {
		return refusedForm(submission, error)
	}
}

async function register(
	request: Request,
	token: string,
	{ asked, role }: Open,
	typed: FormFields,
	address: string,
) {
	const schema = registerInvitedSchema(asked)
	const submission = submissionOf(typed, schema)
	if (submission.status !== "success") {
		const form = wellFormed(schema, typed.texts())
		return invalidForm(submission, await problemsOfAcceptance({ token, form, address }))
	}
	try {
		const { personId } = await registerInvited({ token, form: submission.value, address, now: now() })
		const { username } = submission.value
		return redirectWithToast(roleHome(role), "Вы зарегистрированы", {
			headers: await enter(request, { personId, username, address }),
		})
	} catch (error) {
		return refusedForm(submission, error)
	}
}

export default function InvitePage() {
	const { invitation, lists, who, consent, token } = useLoaderData<typeof loader>()
	if (!invitation.open || !lists) {
		return (
			<PublicFrame>
				<VoidInvitation {...(invitation.open ? VOID : invitation)} />
			</PublicFrame>
		)
	}
	return (
		<PublicFrame who={who && { name: who.fullName, role: who.username }} offerSignIn={false}>
			<PageHead
				title="Приглашение"
				lead={`${invitation.inviter} приглашает Вас. Роль: ${invitation.roleText}${invitation.municipality ? `, ${invitation.municipality}` : ""}. Ссылка действует до ${invitation.until}.`}
			/>
			<Page>
				{who ? (
					<AddRole invitation={invitation} lists={lists} who={who} />
				) : (
					<RegisterInvited invitation={invitation} lists={lists} consent={consent} token={token} />
				)}
			</Page>
		</PublicFrame>
	)
}

type Lists = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["lists"]>

function AddRole({
	invitation,
	lists,
	who,
}: {
	invitation: Open
	lists: Lists
	who: { fullName: string; username: string }
}) {
	const [form, fields] = useFreshForm<AcceptForm>({
		id: "accept",
		lastResult: useActionData<typeof action>(),
	})
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<MarginSection
				title="Новая роль"
				note="Прежние роли, заявления и документы остаются в той же учётной записи."
			>
				<p>
					Вы вошли как {who.fullName} (имя пользователя {who.username}). К этой учётной записи добавится роль
					«{invitation.roleText}».
				</p>
				<InvitedPlace
					asked={invitation.asked}
					municipality={invitation.municipality}
					fields={fields}
					lists={lists}
				/>
				<div className="acts mt-6">
					<SubmitButton name="intent" value="accept" busyText="Добавляем…">
						Добавить роль
					</SubmitButton>
				</div>
				<p className="mt-4 small muted">
					Если это не Вы, нажмите «Выйти» вверху страницы и откройте ссылку из письма ещё раз.
				</p>
			</MarginSection>
		</FreshForm>
	)
}

function RegisterInvited({
	invitation,
	lists,
	consent,
	token,
}: {
	invitation: Open
	lists: Lists
	consent: readonly string[]
	token: string
}) {
	const schema = registerInvitedSchema(invitation.asked)
	const result = useActionData<typeof action>()
	const [form, fields] = useFreshForm<RegisterInvitedForm>({
		id: "invited",
		lastResult: result,
		shouldRevalidate: "onInput",
		onValidate: useFormChecks(schema, result),
	})
	useCheckOnLeaving(form)
	const { asked } = invitation
	return (
		<FreshForm form={form}>
			<ErrorSummary form={form} />
			<Alert tone="info">
				Уже есть учётная запись? <Link to={paths.login(paths.invite(token))}>Войдите</Link>, и роль добавится
				к ней.
			</Alert>
			<MarginSection title="Вход в систему" note={`Письма будут приходить на ${invitation.email}.`}>
				<LoginFields fields={fields} />
			</MarginSection>
			<MarginSection title="Кто Вы">
				<NameFields fields={fields} />
				<Field
					field={fields.mobilePhone}
					label="Мобильный телефон"
					hint="Например, +7 913 000-00-00"
					type="tel"
					autoComplete="tel"
				/>
			</MarginSection>
			<MarginSection title={asked.organisation || asked.workPhone ? "Место работы" : "Согласие"}>
				<InvitedPlace asked={asked} municipality={invitation.municipality} fields={fields} lists={lists} />
				<ConsentField field={fields.consent} text={consent} />
				<div className="acts mt-6">
					<SubmitButton busyText="Регистрируем…">Зарегистрироваться</SubmitButton>
				</div>
			</MarginSection>
		</FreshForm>
	)
}

function VoidInvitation({
	used,
	askWhom,
	municipality,
}: {
	used: boolean
	askWhom: string
	municipality: string
}) {
	const title = used ? "Приглашение уже использовано" : "Приглашение больше не действует"
	return (
		<PlainPage title={title}>
			<Alert tone="wait">
				{used
					? "По этой ссылке уже зарегистрировались. Если это были Вы, войдите со своим именем пользователя и паролем."
					: "Ссылка действует 24 часа и срабатывает один раз. Если приглашение отправляли повторно, откройте ссылку из последнего письма."}
			</Alert>
			<p className="mt-5">
				{askWhom
					? `Чтобы получить новую ссылку, обратитесь к тому, кто Вас пригласил: ${askWhom}${municipality ? ` (${municipality})` : ""}.`
					: "Чтобы получить новую ссылку, обратитесь к тому, кто Вас пригласил: его имя указано в письме."}
			</p>
			<div className="acts mt-5">
				<ButtonLink to={paths.login()}>Войти</ButtonLink>
			</div>
		</PlainPage>
	)
}
