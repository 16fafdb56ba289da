import type { ReceivedUpload } from "#app/files/upload.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { DomainError } from "#app/utils/errors.ts"
import { assemblePhotos } from "./assemble-photos.server.ts"
import { pagesAdded } from "./pages-added.ts"
import { createPhotoLink, type PhotoLink } from "./photo-link.server.ts"
import { addPhotos, movePhoto, type PhotoPlace, removePhoto, turnPhoto } from "./photo-pages.server.ts"

export type PhotosChanged =
	/** What was done, and where to go. By default the page stays. */
	| { done: string; to?: string; link?: undefined }
	/** The link is shown once, because only its hash is stored. */
	| { link: PhotoLink }

/** Handles the forms on the page of photographs. */
export async function changePhotos({
	actor,
	place,
	now,
	sent: { fields, files },
}: {
	actor: Actor
	place: PhotoPlace
	now: Date
	sent: ReceivedUpload
}): Promise<PhotosChanged> {
	const asked = { actor, place, now }
	const page = fields.get("page") ?? ""
	switch (fields.get("intent")) {
		case "add":
			return { done: pagesAdded(await addPhotos({ ...asked, files })) }
		case "remove":
			await removePhoto({ ...asked, page })
			return { done: "Страница убрана" }
		case "up":
			await movePhoto({ ...asked, page, by: -1 })
			return { done: "Порядок изменён" }
		case "down":
			await movePhoto({ ...asked, page, by: 1 })
			return { done: "Порядок изменён" }
		case "turn":
			await turnPhoto({ ...asked, page })
			return { done: "Страница повёрнута" }
		case "assemble":
			return {
				done: "Прикреплён документ: страницы собраны в один PDF",
				to: await assemblePhotos({ ...asked, typed: fields.texts() }),
			}
		case "phone":
			return { link: await createPhotoLink(asked) }
		default:
			throw new DomainError("invalid", "Такого действия нет. Обновите страницу и повторите.")
	}
}
