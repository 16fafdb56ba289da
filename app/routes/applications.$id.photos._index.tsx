import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { AddPages, Assemble, PhotoList } from "#app/components/upload/photo-pages.tsx"
import { PhonePanel } from "#app/components/upload/photo-phone.tsx"
import { viewPhotos } from "#app/domain/application/photos/photos.view.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { changePhotosHere, photoPlace } from "#app/http/photos.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { param } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Собрать из фотографий")

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const place = photoPlace(request, param(params, "id"))
	const photos = await viewPhotos({ actor, place, now: now() }).catch(raiseFor(actor))
	return { photos, frame: await profileFrame(actor) }
}

export const action = ({ request, params }: ActionFunctionArgs) =>
	changePhotosHere(request, param(params, "id"))

export default function PhotosPage() {
	const { photos, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const link = answer && "link" in answer ? answer.link : null
	const refused = answer && "message" in answer ? answer : null
	const { title, pages, back, to, asks } = photos
	const assembling = refused?.typed.intent === "assemble"
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Собрать из фотографий"
				crumbs={[{ label: title, to: back }, { label: "Собрать из фотографий" }]}
				lead={`${title}: сфотографируйте страницы одну за другой. Система соберёт их в один PDF.`}
			/>
			<Page className="stack-l">
				<AddPages count={pages.length} to={to} refusal={assembling ? null : refused} />
				<PhotoList pages={pages} />
				<Assemble count={pages.length} asks={asks} refusal={assembling ? refused : null} />
				<PhonePanel link={link} />
			</Page>
		</Cabinet>
	)
}
