import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { useMemo, useRef } from "react"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { PlainPage } from "#app/components/shell/plain-page.tsx"
import { PublicFrame } from "#app/components/shell/public-frame.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PhotoForm } from "#app/components/upload/photo-pages.tsx"
import { pagesAdded } from "#app/domain/application/photos/pages-added.ts"
import { findPhotoLink } from "#app/domain/application/photos/photo-link.server.ts"
import { photoPages } from "#app/domain/application/photos/photo-pages.server.ts"
import { PHOTO_LINK } from "#app/files/resumable/arrived.ts"
import { addFromPhone, LINK_VOID } from "#app/http/photos.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Фотографии для заявления", { name: "robots", content: "noindex" })

/** The page on the phone: it accepts photos and shows nothing about the application. */
export async function loader({ params }: LoaderFunctionArgs) {
	const token = param(params, "token")
	const link = await findPhotoLink(token, now())
	return { token, pages: link ? (await photoPages(link.place)).length : null, gone: link ? "" : LINK_VOID }
}

export const action = ({ request, params }: ActionFunctionArgs) =>
	addFromPhone(request, param(params, "token"))

export default function PhonePage() {
	const { token, pages, gone } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const before = useRef(pages)
	const more = (pages ?? 0) - (before.current ?? 0)
	// The script sends photographs without an answer that the page sees, but then there are more of them.
	const added = answer && "added" in answer ? answer.added : more > 0 ? pagesAdded(more) : null
	const headers = useMemo(() => ({ [PHOTO_LINK]: token }), [token])
	const refused = answer && "message" in answer ? answer : null
	return (
		<PublicFrame offerSignIn={false}>
			{pages === null ? (
				<PlainPage title="Ссылка больше не действует">
					<Alert tone="wait">{gone}</Alert>
				</PlainPage>
			) : (
				<PlainPage
					title={pages === 0 ? "Сфотографируйте первую страницу" : `Сфотографируйте страницу ${pages + 1}`}
				>
					{added ? (
						<Alert tone="good" live title={added}>
							Страницы видны на компьютере. Снимите следующую или закройте эту страницу.
						</Alert>
					) : null}
					<Refusable refusal={refused}>
						<PhotoForm
							count={pages}
							to={paths.photoLinkUploads(token)}
							button="Отправить"
							tone="main"
							headers={headers}
						/>
					</Refusable>
				</PlainPage>
			)}
		</PublicFrame>
	)
}
