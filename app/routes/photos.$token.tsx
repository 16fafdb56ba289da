import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { Form, useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { FileField, Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { pagesAdded } from "#app/domain/application/photos/change-photos.server.ts"
import { findPhotoLink } from "#app/domain/application/photos/photo-link.server.ts"
import { addPhotos, photoPages } from "#app/domain/application/photos/photo-pages.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { param, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Фотографии для заявления", { name: "robots", content: "noindex" })

const VOID = "Ссылка больше не действует. Покажите на компьютере новый код и откройте его."

/** The page on the phone: it accepts photos and shows nothing about the application. */
export async function loader({ params }: LoaderFunctionArgs) {
	const link = await findPhotoLink(param(params, "token"), now())
	return { pages: link ? (await photoPages(link.place)).length : null }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const link = await findPhotoLink(param(params, "token"), now())
	if (!link) return refusal(new DomainError("not-allowed-now", VOID))
	try {
		const { files } = await receiveUpload(request)
		return { added: pagesAdded(await addPhotos({ ...link, now: now(), files })) }
	} catch (error) {
		return refusal(error)
	}
}

export default function PhonePage() {
	const { pages } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const added = answer && "added" in answer ? answer.added : null
	const refused = answer && "message" in answer ? answer : null
	return (
		<PublicFrame offerSignIn={false}>
			{pages === null ? (
				<PlainPage title="Ссылка больше не действует">
					<Alert tone="wait">{VOID}</Alert>
				</PlainPage>
			) : (
				<PlainPage
					title={pages === 0 ? "Сфотографируйте первую страницу" : `Сфотографируйте страницу ${pages + 1}`}
					lead="Снимайте при дневном свете, лист положите на тёмный стол, чтобы были видны все края."
				>
					{added ? (
						<Alert tone="good" live title={added}>
							Страницы видны на компьютере. Снимите следующую или закройте эту страницу.
						</Alert>
					) : null}
					<Form key={pages} method="post" encType="multipart/form-data" className="stack mt-5">
						<Refusable refusal={refused}>
							<FileField
								name="file"
								label="Фотография страницы"
								hint="Можно снять сейчас или выбрать готовые, до 20 МБ каждая."
								accept="image/*"
								multiple
							/>
							<div className="acts">
								<SubmitButton busyText="Отправляем…">Отправить</SubmitButton>
							</div>
						</Refusable>
					</Form>
				</PlainPage>
			)}
		</PublicFrame>
	)
}
