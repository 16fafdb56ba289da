import { paths } from "#app/utils/paths.ts"
import { shortDate } from "#app/utils/russian.ts"
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
	/** Newest first. */
	issued: readonly { id: string; form: string; number: number; issuedOn: string }[]
}

const TITLES: Readonly<Record<string, string>> = {
	"rejection-notice": "Уведомление об отклонении",
	notice: "Уведомление о сроке и форме аттестации",
}

/**
 * The papers that exist in the current state. A page shows no link that would answer «not yet». An issued notice stays
 * available for ever, whatever happens to the application later.
 */
export function noticesOf({ id, state, procedure, inSchedule, registered, issued }: Standing): NoticeView[] {
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, state, tag)
	const hasTerm = registered && is("registered") && (inSchedule || procedure === "simplified")
	const preliminary = hasTerm && procedure !== "simplified" && is("unapproved")
	const hasIssued = (form: string) => issued.some((notice) => notice.form === form)
	const offered: [boolean, string, string][] = [
		[
			is("turnedBack") && !hasIssued("rejection-notice"),
			TITLES["rejection-notice"] ?? "",
			paths.applicationRejection(id),
		],
		[preliminary, "Проект уведомления о сроке и форме аттестации", paths.applicationNotice(id)],
		[hasTerm && !preliminary && !hasIssued("notice"), TITLES.notice ?? "", paths.applicationNotice(id)],
		...issued.map((notice): [boolean, string, string] => [
			true,
			`${TITLES[notice.form] ?? "Уведомление"} № ${notice.number} от ${shortDate(notice.issuedOn)}`,
			notice.form === "notice"
				? paths.applicationNotice(id, notice.id)
				: paths.applicationRejection(id, notice.id),
		]),
		[is("decided"), "Выписка из протокола комиссии", paths.applicationExtract(id)],
	]
	return offered.flatMap(([there, name, href]) => (there ? [{ kind: "DOCX" as const, name, href }] : []))
}
