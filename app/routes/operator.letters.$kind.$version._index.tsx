import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { LetterText } from "#app/components/operator/letter-text.tsx"
import { CheckResult, SampleChoice, VersionTag } from "#app/components/operator/versions.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Panel } from "#app/components/ui/panel.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { enactWords } from "#app/domain/letter/enact-words.server.ts"
import { viewWordsVersion, type WordsVersionView } from "#app/domain/letter/letters.view.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(
	({ data }) => `${data?.title ?? "Письмо"}, слова: ${data?.name ?? ""}`,
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sample = Number(new URL(request.url).searchParams.get("sample")) || 0
	const asked = { actor, kind: param(params, "kind"), version: param(params, "version"), sample }
	return viewWordsVersion(asked).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const kind = param(params, "kind")
	try {
		const { title } = await enactWords({ actor, kind, version: param(params, "version"), now: now() })
		return redirectWithToast(paths.operatorLetter(kind), {
			message: `«${title}»: слова введены в действие. Прежние можно вернуть`,
			link: { to: `${paths.operatorLetter(kind)}#versions`, label: "Все версии" },
		})
	} catch (error) {
		return refusal(error)
	}
}

export default function WordsVersion() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title={`${view.title}: ${view.name}`}
				crumbs={[
					{ label: "Слова писем", to: paths.operatorLetters() },
					{ label: view.title, to: paths.operatorLetter(view.kind) },
					{ label: view.name },
				]}
				tag={<VersionTag current={view.current} />}
				lead={[view.note, view.uploaded].filter(Boolean).join(". ")}
			/>
			<Wrap>
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				<MarginSection title="Проверка">
					<CheckResult
						check={view}
						fine="Все метки на месте, письмо пишется с любыми данными."
						without="Часть данных исходного письма этими словами не печатается"
					/>
				</MarginSection>
				{view.letter ? (
					<MarginSection title={view.before ? "Письмо рядом с прежним" : "Письмо"} note="Данные вымышлены.">
						<div className="stack">
							<SampleChoice samples={view.samples} />
							<div className="letters">
								<Shown letter={view.letter} title={view.before ? `Новые слова, ${view.name}` : view.name} />
								{view.before ? (
									<Shown letter={view.before} title={`Действуют сейчас, ${view.before.name}`} />
								) : null}
							</div>
						</div>
					</MarginSection>
				) : null}
				<MarginSection title={view.current ? "Эти слова действуют" : "Ввести в действие"}>
					<Enact view={view} />
				</MarginSection>
			</Wrap>
		</>
	)
}

/** The letter as plain text and as a mail program shows it. */
function Shown({ letter, title }: { letter: NonNullable<WordsVersionView["letter"]>; title: string }) {
	return (
		<Panel title={title} small>
			<p>
				Тема: <b>{letter.subject}</b>
			</p>
			<LetterText text={letter.text} />
			<iframe className="letters__page mt-3" src={letter.html} title={`Как письмо выглядит: ${title}`} />
			<p className="mt-3">
				<a href={letter.html}>Открыть письмо на отдельной странице</a>
			</p>
		</Panel>
	)
}

function Enact({ view }: { view: WordsVersionView }) {
	if (view.current) return <p>Письма пишут этими словами. Чтобы вернуть другие, откройте их версию.</p>
	return (
		<PostForm className="stack">
			<p>
				Новые письма будут написаны этими словами. Те, что уже ждут отправки, не изменятся; прежние слова
				можно вернуть.
			</p>
			<SubmitButton>Ввести слова в действие</SubmitButton>
		</PostForm>
	)
}
