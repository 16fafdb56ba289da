import type { ActionFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { now } from "#app/clock/clock.server.ts"
import { Field, Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { DemoFrame } from "#app/components/shell/demo-frame.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import { onlyInDemo } from "#app/domain/demo/demo.view.server.ts"
import { moveClock } from "#app/domain/demo/move-clock.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { civilDate, civilTime } from "#app/utils/civil-date.ts"
import { DomainError } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { longDateTime } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Часы демонстрации")

export function loader() {
	try {
		onlyInDemo()
	} catch (error) {
		raise(error)
	}
	const at = now()
	return { words: longDateTime(at), local: `${civilDate(at)}T${civilTime(at)}` }
}

export async function action({ request }: ActionFunctionArgs) {
	const typed = (await receiveForm(request)).get("now") ?? ""
	try {
		const at = await moveClock(typed)
		const { closed, expired, told } = await doWhatIsDue(at)
		const done =
			closed + expired + told > 0
				? ` Закрыто графиков: ${closed}, истекло приглашений: ${expired}, отправлено напоминаний: ${told}.`
				: ""
		return redirectWithToast(paths.demoClock(), `Часы переведены: ${longDateTime(at)}.${done}`)
	} catch (error) {
		if (error instanceof DomainError && error.code === "not-found") raise(error)
		return refusal(error, { now: typed })
	}
}

export default function DemoClock() {
	const { words, local } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<DemoFrame>
			<PageHead
				title="Часы демонстрации"
				lead={`Сейчас ${words}, время томское. Когда часы переведены, всё, чему подошёл срок, уже сделано.`}
			/>
			<Page>
				<PostForm className="stack">
					<Refusable refusal={refused}>
						<Field
							name="now"
							type="datetime-local"
							label="Новые дата и время"
							hint="Например, 2026-10-01T09:00"
							defaultValue={local}
						/>
						<SubmitButton>Перевести часы</SubmitButton>
					</Refusable>
				</PostForm>
			</Page>
		</DemoFrame>
	)
}
