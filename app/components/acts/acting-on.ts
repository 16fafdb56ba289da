import { applicationActs } from "#app/domain/application/application.acts.ts"
import { invitationActs } from "#app/domain/invitation/invitation.acts.ts"
import { scheduleActs } from "#app/domain/schedule/schedule.acts.ts"
import { withdrawalActs } from "#app/domain/withdrawal/withdrawal.acts.ts"
import { letterActs } from "#app/letters/letter.acts.ts"
import { paths } from "#app/utils/paths.ts"
import {
	type AnyActList,
	actIn,
	actsIn,
	type Cabinet,
	type OwnEvents,
	type ShownAct,
} from "#app/workflow/acts.ts"
import type { GivenToFields } from "../application/own-fields.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"

const LISTS = {
	application: applicationActs,
	withdrawal: withdrawalActs,
	schedule: scheduleActs,
	invitation: invitationActs,
	letter: letterActs,
} satisfies Record<string, AnyActList>

/** The address to which the script sends a file while it shows the progress. */
const UPLOADS = { application: paths.applicationUploads, withdrawal: paths.withdrawalUploads }

/** One subject in one cabinet, with the data that its forms need. */
export interface ActingOn {
	noun: keyof typeof LISTS
	cabinet: Cabinet
	id: string
	version?: number
	events: OwnEvents
	refusal?: RefusalAnswer | null | undefined
	/** What a search put into the address, for the fields of the form with its `event`. */
	typed?: Readonly<Record<string, string>>
	/** The page's data that fields need. */
	given?: GivenToFields
	/** The address that receives the forms, if it is not the page's own. */
	to?: string
	/** Hidden values that distinguish the forms of one row from those of another, such as the subject's id. */
	hidden?: Readonly<Record<string, string>>
	/** Where to go afterwards, if not where the page leads by itself. */
	returnTo?: string
	/** The name of the row, for screen readers. */
	rowName?: string
}

export const actOn = ({ noun, cabinet, events }: ActingOn, event: string): ShownAct | null =>
	actIn(LISTS[noun], cabinet, event, events[event])

export const actsOn = ({ noun, cabinet, events }: ActingOn): ShownAct[] =>
	actsIn(LISTS[noun], cabinet, events)

export function uploadsTo({ noun, id }: ActingOn): string {
	if (noun === "application" || noun === "withdrawal") return UPLOADS[noun](id)
	throw new Error(`«${noun}» takes no files`)
}

/** The addresses of pages that serve one act, by the name of the place in the list, for each cabinet that has such a page. */
const ADDRESSES: Readonly<Record<string, Partial<Record<Cabinet, (id: string) => string>>>> = {
	scheduling: { municipality: paths.schedulingOf, operator: paths.operatorScheduling },
	attestation: { municipality: paths.attestationOf },
}

export function addressOf({ id, cabinet }: ActingOn, place: string): string {
	const address = ADDRESSES[place]?.[cabinet]
	if (!address) throw new Error(`no page for the place «${place}» in the cabinet «${cabinet}»`)
	return address(id)
}
