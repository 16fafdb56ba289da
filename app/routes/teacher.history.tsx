import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { BareAct } from "#app/components/acts/acts.tsx"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { RepeatApplication } from "#app/components/teacher/begin.tsx"
import { teacherActsOn } from "#app/components/teacher/check.tsx"
import { Empty } from "#app/components/ui/alert.tsx"
import { DocsList } from "#app/components/ui/docs-list.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { SummaryList } from "#app/components/ui/summary-list.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewTeacherHistory } from "#app/domain/application/overview/teacher-history.view.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle("Прежние заявления")

export async function loader({ request }: LoaderFunctionArgs) {
	return viewTeacherHistory({ actor: await requireRole(request, "teacher"), now: now() })
}

export default function TeacherHistory() {
	const { former } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Прежние заявления"
				crumbs={[{ label: "Главная", to: paths.teacher() }, { label: "Прежние заявления" }]}
				lead="Заявления, по которым принято решение или которые отозваны, и удалённые черновики, с их документами."
			/>
			<Page>
				{former.length === 0 ? (
					<Empty title="Прежних заявлений нет">
						Заявление появится здесь, когда комиссия примет решение или когда оно будет отозвано.
					</Empty>
				) : null}
				{former.map((one) => (
					<MarginSection key={one.id} title={one.title} note={one.begunOn}>
						<p>
							<StatusTag state={one.state}>{one.short}</StatusTag>
						</p>
						<p className="mt-3">{one.status}</p>
						<SummaryList dense className="mt-4" items={one.items} />
						{one.restore ? (
							<BareAct
								on={teacherActsOn({
									...one.restore,
									to: paths.applicationEvents(one.id),
									returnTo: paths.teacherApplication(undefined, one.id),
								})}
								event="form.restore"
								className="mt-4"
							/>
						) : null}
						{one.again ? <RepeatApplication basedOn={one.id} engagementId={one.again} /> : null}
						{one.documents.length > 0 ? (
							<div className="mt-5">
								<DocsList documents={one.documents} />
							</div>
						) : null}
					</MarginSection>
				))}
			</Page>
		</>
	)
}
