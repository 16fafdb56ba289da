import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node"
import { useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { Alert } from "#app/components/alert.tsx"
import { MachineFrame } from "#app/components/machine-drawing.tsx"
import { MapLegend } from "#app/components/machine-legend.tsx"
import { MachineWords, mapMarks, Told, tipsOf } from "#app/components/machine-words.tsx"
import { PageHead } from "#app/components/page-head.tsx"
import { Page } from "#app/components/wrap.tsx"
import { viewMachine } from "#app/domain/machine/machine.view.server.ts"
import { now } from "#app/utils/clock.server.ts"
import { param, raise } from "#app/utils/http.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/error-boundary.tsx"

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.title ?? "Схема"}: статусы — «Аттестация»` },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const withWho = new URL(request.url).searchParams.has("who")
	return viewMachine({ actor, name: param(params, "machine"), withWho, now: now() }).catch(raise)
}

export default function Machine() {
	const view = useLoaderData<typeof loader>()
	const { title, purpose, total, quarantined, drawing, birth, name, withWho, version } = view
	return (
		<>
			<PageHead
				title={title}
				crumbs={[{ label: "Статусы", to: paths.operatorMachines() }, { label: title }]}
				lead={`${purpose}. Сейчас: ${total}.`}
			/>
			<Page className="stack">
				{quarantined > 0 ? (
					<Alert tone="bad" title={`Отложено: ${counted(quarantined, ["запись", "записи", "записей"])}`}>
						Их состояние не удалось восстановить, поэтому на схеме их нет. Данные сохранены.
					</Alert>
				) : null}
				<div className="between">
					<h2>Схема</h2>
					<p className="acts small">
						<a href={paths.operatorMachine(name, !withWho)}>
							{withWho ? "Без участников" : "Показать, кто может"}
						</a>
						<a href={paths.operatorMachineSvg(name, withWho)} download>
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
					{birth.map((told) => (
						<Told key={told.id} told={told} />
					))}
				</ul>
				<MachineWords view={view} />
			</Page>
		</>
	)
}
