import { prisma } from "#app/db/client.server.ts"
import { fullName, initials } from "#app/documents/declension/decline-name.ts"
import { documentForms } from "#app/documents/forms.ts"
import { printDocument } from "#app/documents/print.server.ts"
import { codeOfPaper } from "#app/documents/sheet-code/content-hash.ts"
import type { Actor } from "#app/policies/policy.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { paperDate } from "#app/utils/russian.ts"
import { dataOperator } from "./consent.server.ts"
import { CONSENT_EDITION, CONSENT_VERSION, consentText } from "./consent.ts"
import { POST_SELECT, postFrom, postLine } from "./post.ts"

/** An address that nobody has entered is written on the paper by hand. */
const BY_HAND = "_".repeat(40)

/** The consent as a personal paper to sign: the text in force, and when the person gave it in the system. */
export async function renderConsent({ actor }: { actor: Actor }) {
	const person = await prisma.person.findUniqueOrThrow({
		where: { id: actor.id },
		include: {
			consents: { where: { textVersion: CONSENT_VERSION }, orderBy: { givenAt: "desc" }, take: 1 },
			engagements: { where: { to: null }, orderBy: { from: "asc" }, select: POST_SELECT },
		},
	})
	const post = person.engagements.find(({ organisation, position }) => organisation && position)
	const [given] = person.consents
	const { name, address } = await dataOperator()
	const fields = {
		name: fullName(person),
		initials: initials(person),
		post: post ? postLine(postFrom(person, post)) : null,
		paragraphs: consentText({ name, address: address || BY_HAND }),
		version: CONSENT_VERSION,
		given: given ? paperDate(civilDate(given.givenAt)) : null,
	}
	return printDocument(documentForms.consent, fields, {
		code: codeOfPaper(person, "consent", CONSENT_EDITION, fields),
	})
}
