import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import type { ActingOn } from "#app/components/acts/acting-on.ts"
import { RefusedElsewhere } from "#app/components/acts/acts.tsx"
import { ApplicationFiles } from "#app/components/application/application-files.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import {
	EntryActs,
	EntryCorrection,
	EntryData,
	TakeOverPanel,
} from "#app/components/municipality/paper-entry.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SplitView } from "#app/components/ui/wrap.tsx"
import { viewEntry } from "#app/domain/application/entry/entry.view.server.ts"
import { createTakeOverLink } from "#app/domain/application/entry/take-over.server.ts"
import { carriesFiles } from "#app/files/upload.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data: shown }) =>
	shown ? `Заявление на бумаге: ${shown.fullName}` : "Страница не найдена",
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	return viewEntry({ actor, id: param(params, "id"), now: now() }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "municipal_coordinator")
	const id = param(params, "id")
	const what = { subject: "application", id, back: paths.paperEntry(id) } as const
	if (carriesFiles(request)) return actHere(request, what)
	const sent = await receiveForm(request)
	if (sent.get("intent") !== "link") return actHere(request, { ...what, sent })
	try {
		// The answer and not a redirect: only this page may show the link.
		return { link: await createTakeOverLink({ actor, id, now: now() }) }
	} catch (error) {
		const { data: refused, init } = refusal(error, sent.texts())
		return data(refused, init ?? {})
	}
}

/** The cards of the files and the correction are the forms of these events. */
const FORMS = ["attachment.add", "attachment.remove", "entry.correct"]

export default function PaperEntry() {
	const entry = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const link = answer && "link" in answer ? answer.link : null
	const refused = answer && "message" in answer ? answer : null
	const on: ActingOn = {
		noun: "application",
		cabinet: "municipality",
		id: entry.id,
		version: entry.version,
		events: entry.events,
		refusal: refused,
		// The coordinator has already answered this when entering the application.
		typed: { event: "application.receive", source: entry.entered.source },
	}
	return (
		<>
			<PageHead
				title={entry.fullName}
				crumbs={[
					{ label: "Работа с заявлениями", to: paths.municipalityWork() },
					{ label: "Заявления на бумаге", to: paths.paperEntries() },
					{ label: entry.fullName },
				]}
				tag={<StatusTag state={entry.state}>{entry.short}</StatusTag>}
				lead={`${entry.position}, ${entry.organisation}`}
			/>
			<SplitView
				narrowSide
				main={
					<>
						<RefusedElsewhere on={on} places={["entry"]} besides={FORMS} />
						{entry.draft ? (
							<Alert>
								Вы действуете за педагога: в истории заявления останется, что его внесли и документы
								прикрепили Вы.
							</Alert>
						) : null}
						{entry.waits ? (
							<Alert tone="good" title="Заявление ждёт регистрации">
								<Link to={paths.registrationOf(entry.id)}>Рассмотреть его</Link>
							</Alert>
						) : null}
						<ApplicationFiles filing={entry.filing} refusal={refused} />
						<EntryCorrection entry={entry} on={on} />
						<EntryActs on={on} />
						{entry.deleted ? null : <TakeOverPanel entry={entry} link={link} refusal={refused} />}
					</>
				}
				side={<EntryData entry={entry} />}
			/>
		</>
	)
}
