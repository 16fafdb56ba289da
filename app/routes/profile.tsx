import type { SubmissionResult } from "@conform-to/react"
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireAccount, requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { NameQuestion } from "#app/components/person/name-question.tsx"
import {
	CategoriesSection,
	ConsentSection,
	EditedProfile,
	EmailSection,
	NewWorkplace,
	OwnDataSection,
	RemindersSection,
	SecondFactorSection,
	SecondFactorWanted,
	SessionsSection,
	ShownProfile,
} from "#app/components/person/profile-sections.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { cancelEmailChange } from "#app/domain/account/change-email.server.ts"
import { resendConfirmation } from "#app/domain/account/confirm-email.server.ts"
import { listOrganisations } from "#app/domain/organisation/organisation.view.server.ts"
import { editProfile, problemsOfProfile } from "#app/domain/person/edit-profile.server.ts"
import { confirmCases, problemsOfCases } from "#app/domain/person/name-question.server.ts"
import { CasesSchema, ProfileSchema, WorkplaceSchema } from "#app/domain/person/person.schema.ts"
import { type ProfileView, viewNewWorkplace, viewProfile } from "#app/domain/person/person.view.server.ts"
import { addWorkplace, problemsOfWorkplace, removeWorkplace } from "#app/domain/person/workplaces.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { invalidForm, refusedForm, sameForm, submissionOf } from "#app/utils/http/form.server.ts"
import type { FormFields } from "#app/utils/http/form-fields.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { wellFormed } from "#app/utils/http/one-round.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { readableEmail } from "#app/utils/typed/readable-email.server.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"
export { headers } from "#app/utils/http/retry-after.ts"

export const meta = pageTitle("Личный кабинет")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, lacksSecondFactor } = await requireAccount(request)
	const edit = new URL(request.url).searchParams.get("edit")
	const [profile, newPlace] = await Promise.all([
		viewProfile({ actor, now: now() }),
		edit === "workplace" ? viewNewWorkplace({ actor, now: now() }) : null,
	])
	return { profile, newPlace, edit, lacksSecondFactor, frame: await profileFrame(actor) }
}

/** What an action of this page may return: the state of a form, a refusal, or the organisations for a list. */
interface Answer {
	form?: SubmissionResult<string[]>
	refused?: string
	organisations?: Awaited<ReturnType<typeof listOrganisations>>
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const typed = await receiveForm(request)
	const intent = typed.get("intent")
	if (intent === "data") return saveData(actor, typed)
	if (intent === "cases") return saveCases(actor, typed)
	if (intent === "workplace" || intent === "organisations") return saveWorkplace(actor, typed, intent)
	try {
		if (intent === "remove") {
			await removeWorkplace({ actor, id: typed.get("id") ?? "", now: now() })
			return redirectWithToast(paths.profile(), "Место работы удалено")
		}
		if (intent === "keep-email") {
			await cancelEmailChange({ actor, now: now() })
			return redirectWithToast(paths.profile(), "Смена адреса отменена: действует прежний адрес")
		}
		await resendConfirmation({ actor, now: now() })
		return redirectWithToast(paths.profile(), "Письмо отправлено: подтвердите адрес по ссылке из него")
	} catch (error) {
		const { data: refused, init } = refusal(error)
		return data<Answer>({ refused: refused.message }, init ?? undefined)
	}
}

async function saveData(actor: Actor, typed: FormFields) {
	const submission = submissionOf(typed, ProfileSchema)
	if (submission.status !== "success") {
		const also = await problemsOfProfile(actor, wellFormed(ProfileSchema, typed.texts()))
		return inForm(invalidForm(submission, also))
	}
	try {
		const { emailChanged } = await editProfile({ actor, form: submission.value, now: now() })
		const message = emailChanged
			? `Сохранено. На ${readableEmail(submission.value.email)} отправлено письмо: новый адрес начнёт действовать, когда Вы подтвердите его по ссылке.`
			: "Личные данные сохранены"
		return redirectWithToast(paths.profile(), message)
	} catch (error) {
		return inForm(refusedForm(submission, error))
	}
}

async function saveCases(actor: Actor, typed: FormFields) {
	const submission = submissionOf(typed, CasesSchema)
	if (submission.status !== "success") {
		const also = await problemsOfCases(actor, wellFormed(CasesSchema, typed.texts()))
		return inForm(invalidForm(submission, also))
	}
	try {
		const { confirmed } = await confirmCases({ actor, form: submission.value, now: now() })
		return redirectWithToast(
			paths.profile(),
			confirmed ? "Склонение имени подтверждено" : "Формы имени предложены заново: проверьте их ещё раз",
		)
	} catch (error) {
		return inForm(refusedForm(submission, error))
	}
}

async function saveWorkplace(actor: Actor, typed: FormFields, intent: "workplace" | "organisations") {
	const organisations = await listOrganisations(typed.get("municipalityCode") ?? "")
	if (intent === "organisations") return data<Answer>({ form: sameForm(typed), organisations })
	const submission = submissionOf(typed, WorkplaceSchema)
	if (submission.status !== "success") {
		const also = await problemsOfWorkplace(wellFormed(WorkplaceSchema, typed.texts()))
		return inForm(invalidForm(submission, also), organisations)
	}
	try {
		await addWorkplace({ actor, form: submission.value, now: now() })
		return redirectWithToast(paths.profile(), "Место работы добавлено")
	} catch (error) {
		return inForm(refusedForm(submission, error), organisations)
	}
}

function inForm(answer: ReturnType<typeof invalidForm>, organisations?: Answer["organisations"]) {
	return data<Answer>({ form: answer.data, organisations }, answer.init ?? undefined)
}

export default function ProfilePage() {
	const { profile, newPlace, edit, lacksSecondFactor, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead title="Личный кабинет" lead={frame.data.name} />
			<Page>
				<FormAlert message={answer?.refused} />
				{lacksSecondFactor ? <SecondFactorWanted /> : null}
				{newPlace ? (
					<NewWorkplace
						lists={{
							...newPlace.lists,
							organisations: answer?.organisations ?? newPlace.lists.organisations,
						}}
						proposed={newPlace.proposed}
						result={answer?.form}
					/>
				) : edit === "data" ? (
					<EditedProfile profile={profile} result={answer?.form} />
				) : (
					<>
						{profile.question ? (
							// A new key remounts the fields, so that newly proposed word forms replace those typed before.
							<NameQuestion key={profile.question.dative} question={profile.question} result={answer?.form} />
						) : null}
						<ShownProfile profile={profile} />
						<EmailSection profile={profile} />
						<Places places={profile.places} />
						<CategoriesSection profile={profile} />
						<SecondFactorSection />
						<SessionsSection />
						<OwnDataSection />
						<RemindersSection />
						<ConsentSection />
					</>
				)}
			</Page>
		</Cabinet>
	)
}

function Places({ places }: { places: ProfileView["places"] }) {
	return (
		<MarginSection
			title="Места работы и роли"
			note="Роли координатора, специалиста и оператора приходят по приглашению. Изменить их может тот, кто приглашает, или оператор."
		>
			<ul className="stack">
				{places.map((place) => (
					<li key={place.id}>
						<b>{place.roleText}</b>
						<br />
						{[place.post, place.organisation, place.municipality].filter(Boolean).join(" · ")}
						{place.appointedOn ? <span className="muted"> · назначение {place.appointedOn}</span> : null}
						{place.own ? (
							<PostForm>
								<input type="hidden" name="id" value={place.id} />
								<SubmitButton tone="text" small name="intent" value="remove">
									Удалить
									<span className="hide">
										{" "}
										— {place.post}, {place.organisation}
									</span>
								</SubmitButton>
							</PostForm>
						) : null}
					</li>
				))}
			</ul>
			<div className="acts mt-5">
				<ButtonLink to="?edit=workplace" tone="second">
					Добавить место работы
				</ButtonLink>
			</div>
		</MarginSection>
	)
}
