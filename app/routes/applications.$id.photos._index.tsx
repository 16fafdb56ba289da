import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { AddPages, Assemble, PhotoList } from "#app/components/upload/photo-pages.tsx"
import { PhonePanel } from "#app/components/upload/photo-phone.tsx"
import { changePhotos } from "#app/domain/application/photos/change-photos.server.ts"
import { ensureMayAttach } from "#app/domain/application/photos/photo-pages.server.ts"
import { viewPhotos } from "#app/domain/application/photos/photos.view.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Собрать из фотографий")

const placeIn = (request: Request, id: string) => ({
	applicationId: id,
	kind: new URL(request.url).searchParams.get("kind") ?? "",
})

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const place = placeIn(request, param(params, "id"))
	const photos = await viewPhotos({ actor, place, now: now() }).catch(raise)
	return { photos, frame: await profileFrame(actor) }
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const place = placeIn(request, param(params, "id"))
	// Nothing that a stranger sends is stored.
	await ensureMayAttach({ actor, place, now: now() }).catch(raise)
	const typed: Record<string, string> = {}
	try {
		const sent = await receiveUpload(request)
		Object.assign(typed, sent.fields.texts())
		const changed = await changePhotos({ actor, place, now: now(), sent })
		if (changed.link) return { link: changed.link }
		const { applicationId, kind } = place
		return redirectWithToast(changed.to ?? paths.applicationPhotos(applicationId, kind), changed.done)
	} catch (error) {
		return refusal(error, typed)
	}
}

export default function PhotosPage() {
	const { photos, frame } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const link = answer && "link" in answer ? answer.link : null
	const refused = answer && "message" in answer ? answer : null
	const { title, pages, back } = photos
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Собрать из фотографий"
				crumbs={[{ label: title, to: back }, { label: "Собрать из фотографий" }]}
				lead={`${title}: сфотографируйте страницы одну за другой. Система соберёт их в один PDF.`}
			/>
			<Page className="stack-l">
				<AddPages count={pages.length} refusal={refused} />
				<PhotoList pages={pages} />
				<Assemble count={pages.length} />
				<PhonePanel link={link} />
			</Page>
		</Cabinet>
	)
}
