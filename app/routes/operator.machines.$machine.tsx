import type { LoaderFunctionArgs } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { MachineFrame } from "#app/components/inspection/machine-drawing.tsx"
import { MapLegend } from "#app/components/inspection/machine-legend.tsx"
import { MachineWords, mapMarks, TransitionWords, tipsOf } from "#app/components/inspection/machine-words.tsx"
import { StandingFilters } from "#app/components/operator/standing-filters.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { viewMachine } from "#app/domain/machine/machine.view.server.ts"
import { standingQuery } from "#app/domain/machine/standing-query.server.ts"
import { param, raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"

export const meta = pageTitle<typeof loader>(({ data }) => `${data?.title ?? "Схема"}: статусы`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const { searchParams } = new URL(request.url)
	const [withWho, query] = [searchParams.has("who"), standingQuery(searchParams)]
	return viewMachine({ actor, name: param(params, "machine"), withWho, query, now: now() }).catch(raise)
}

export default function Machine() {
	const view = useLoaderData<typeof loader>()
	const { title, purpose, total, quarantined, drawing, creation, name, withWho, version, asked } = view
	return (
		<>
			<PageHead
				title={title}
				crumbs={[{ label: "Статусы", to: paths.operatorMachines() }, { label: title }]}
				lead={`${purpose}. Сейчас${asked.words ? ` (${asked.words})` : ""}: ${total}.`}
			>
				<StandingFilters asked={asked} withWho={withWho} resetTo={paths.operatorMachine(name, {}, withWho)} />
			</PageHead>
			<Page className="stack">
				{quarantined > 0 ? (
					<Alert tone="bad" title={`Отложено: ${counted(quarantined, ["запись", "записи", "записей"])}`}>
						Их состояние не удалось восстановить, поэтому на схеме их нет. Данные сохранены.
					</Alert>
				) : null}
				<div className="between">
					<h2>Схема</h2>
					<p className="acts small">
						<a href={paths.operatorMachine(name, asked.query, !withWho)}>
							{withWho ? "Без участников" : "Показать, кто может"}
						</a>
						<a href={paths.operatorMachineSvg(name, asked.query, withWho)} download>
							Скачать схему (SVG)
						</a>
						<a href="#words">Та же схема словами</a>
					</p>
				</div>
				<p className="small muted">
					Число в рамке — сколько сейчас в этом состоянии, полоска под ним — какая часть сколько ждёт. Нажмите
					на рамку, чтобы увидеть список.
				</p>
				<MachineFrame
					drawing={drawing}
					title={`Схема состояний: ${title}`}
					marks={mapMarks(view)}
					tips={tipsOf(view)}
				/>
				<MapLegend />
				<h2 id="words" className="mt-6">
					Та же схема словами
				</h2>
				<p className="small muted">
					Здесь и те события, которые состояния не меняют.{" "}
					{view.ownIsBarred ? "По своему заявлению каждый действует только как педагог. " : null}
					Версия описания: {version}.
				</p>
				<ul className="told">
					{creation.map((transition) => (
						<TransitionWords key={transition.id} transition={transition} />
					))}
				</ul>
				<MachineWords view={view} />
			</Page>
		</>
	)
}
