import { paths } from "#app/utils/paths.ts"
import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, type TagOf } from "#machines/lifecycle.ts"

export interface NoticeView {
	kind: "DOCX"
	name: string
	href: string
}

interface Standing {
	id: string
	state: string
	procedure: string | null
	/** The application is in a schedule, approved or not. */
	inSchedule: boolean
	registered: boolean
}

/** The papers that exist in the present state. A page shows no link that would answer «not yet». */
export function noticesOf({ id, state, procedure, inSchedule, registered }: Standing): NoticeView[] {
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, state, tag)
	const hasTerm = registered && is("registered") && (inSchedule || procedure === "simplified")
	const offered: [boolean, string, string][] = [
		[is("turnedBack"), "Уведомление об отклонении", paths.applicationRejection(id)],
		[hasTerm, "Уведомление о сроке и форме аттестации", paths.applicationNotice(id)],
		[is("decided"), "Выписка из протокола комиссии", paths.applicationExtract(id)],
	]
	return offered.flatMap(([there, name, href]) => (there ? [{ kind: "DOCX" as const, name, href }] : []))
}
