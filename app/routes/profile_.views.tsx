import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { OwnViews, SaveView } from "#app/components/person/own-views.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	openWithView,
	removeView,
	renameView,
	restoreView,
	saveView,
	viewSavedViews,
} from "#app/domain/list/saved/saved-views.server.ts"
import { raiseFor } from "#app/http/not-found.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { addressOfView } from "#app/utils/saved-view.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Виды списков")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const asked = new URL(request.url).searchParams
	const [view, frame] = await Promise.all([
		viewSavedViews({ actor, of: asked.get("of") ?? "", query: asked.get("query") ?? "" }).catch(
			raiseFor(actor),
		),
		profileFrame(actor),
	])
	return { view, frame }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const of = new URL(request.url).searchParams.get("of") ?? ""
	const form = (await receiveForm(request)).texts()
	const here = paths.profileViews({ of })
	const own = { actor, id: form.id ?? "" }
	try {
		if (form.intent === "rename") {
			const { name } = await renameView({ ...own, form })
			return await redirectWithToast(here, `Теперь вид называется «${name}»`)
		}
		if (form.intent === "open" || form.intent === "open-all") {
			const { name, opening } = await openWithView({ ...own, opening: form.intent === "open" })
			return await redirectWithToast(
				here,
				opening ? `Список открывается с видом «${name}»` : "Список открывается целиком",
			)
		}
		if (form.intent === "remove") {
			const { name } = await removeView({ ...own, now: now() })
			return await redirectWithToast(here, `Вид «${name}» удалён. Его можно вернуть внизу страницы`)
		}
		if (form.intent === "restore") {
			const { name } = await restoreView(own)
			return await redirectWithToast(here, `Вид «${name}» возвращён`)
		}
		const saved = await saveView({ actor, form: { ...form, list: of }, now: now() })
		return await redirectWithToast(addressOfView(saved), `Вид «${saved.name}» сохранён`)
	} catch (error) {
		const { data: refused, init } = refusal(error, form)
		return data(refused, init ?? {})
	}
}

export default function ViewsPage() {
	const { view, frame } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	const { asked } = view
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Виды списков"
				crumbs={asked ? [{ label: asked.title, to: asked.path }, { label: "Виды списка" }] : []}
				lead="Вид помнит отбор, порядок и столбцы списка. Ссылки на Ваши виды стоят над списком, видите их только Вы."
			/>
			<Page className="stack-l">
				{asked?.query ? <SaveView asked={asked} refusal={refused} /> : null}
				<OwnViews view={view} refusal={refused} />
			</Page>
		</Cabinet>
	)
}
