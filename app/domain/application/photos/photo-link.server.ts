import QRCode from "qrcode"
import { actorOfPerson } from "#app/auth/actor.server.ts"
import { hashToken, newToken } from "#app/auth/tokens.server.ts"
import { prisma } from "#app/db/client.server.ts"
import type { Actor } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { paths } from "#app/utils/paths.ts"
import { aboutOf, ensureMayAttach, type PhotoPlace } from "./photo-pages.server.ts"

const LINK_MS = 30 * 60_000

export interface PhotoLink {
	url: string
	/** ISO instant. */
	until: string
	/** The code to point the camera at: the side in squares, and their outline. */
	code: { size: number; path: string }
}

/**
 * «Телефон вместо сканера»: a link that accepts photos of one paper for half an hour and shows nothing else. A new link
 * makes the earlier one invalid, and so does the finished document.
 */
export async function createPhotoLink({
	actor,
	place,
	now,
}: {
	actor: Actor
	place: PhotoPlace
	now: Date
}): Promise<PhotoLink> {
	await ensureMayAttach({ actor, place, now })
	const { token, hash } = newToken()
	const expiresAt = new Date(now.getTime() + LINK_MS)
	const about = aboutOf(place)
	await prisma.$transaction([
		prisma.token.deleteMany({ where: { kind: "photos", personId: actor.id, about } }),
		prisma.token.create({
			data: { hash, kind: "photos", personId: actor.id, about, createdAt: now, expiresAt },
			select: { hash: true },
		}),
	])
	const url = `${env.PUBLIC_URL}${paths.photoLink(token)}`
	return { url, until: expiresAt.toISOString(), code: codeOf(url) }
}

function codeOf(text: string): PhotoLink["code"] {
	const { modules } = QRCode.create(text)
	let path = ""
	for (let y = 0; y < modules.size; y += 1)
		for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`
	return { size: modules.size, path }
}

/** The paper for which the link accepts photos. Null if the link is unknown or no longer valid, or its owner may no longer sign in. */
export async function findPhotoLink(
	token: string,
	now: Date,
): Promise<{ actor: Actor; place: PhotoPlace } | null> {
	const link = await prisma.token.findUnique({
		where: { hash: hashToken(token) },
		select: { kind: true, about: true, personId: true, expiresAt: true },
	})
	if (link?.kind !== "photos" || link.expiresAt <= now) return null
	const actor = await actorOfPerson(link.personId)
	const [applicationId = "", kind = ""] = link.about.split(" ")
	return actor && { actor, place: { applicationId, kind } }
}
