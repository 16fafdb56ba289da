import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Field, Refusable, SubmitButton, TextArea } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Tags, Uses, Versions } from "#app/components/operator/versions.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { draftWords } from "#app/domain/letter/draft-words.server.ts"
import { type LetterView, viewLetter } from "#app/domain/letter/letters.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => `Слова письма: ${data?.title ?? "письмо"}`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewLetter({ actor, kind: param(params, "kind") }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const kind = param(params, "kind")
	const form = (await receiveForm(request)).texts()
	try {
		const number = await draftWords({ actor, kind, form, now: now() })
		return redirectWithToast(
			paths.letterVersion(kind, number),
			"Слова проверены. Сравните письмо с прежним и введите их в действие",
		)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function LetterWords() {
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[
					{ label: "Письма", to: paths.operatorMail() },
					{ label: "Слова писем", to: paths.operatorLetters() },
					{ label: view.title },
				]}
				lead={`Кому: ${view.to}. ${view.when} Сейчас действует: ${view.inForce.name}.`}
			/>
			<Wrap>
				{view.inForce.faults.length > 0 ? (
					<Alert tone="bad" title="Действующие слова нужно исправить" className="mt-4">
						{view.inForce.faults.join("; ")}. Верните прежние слова или сохраните исправленные.
					</Alert>
				) : null}
				<MarginSection
					title="Изменить слова"
					note="Строки внизу письма — к кому обратиться с вопросами и кто отправил — система добавляет сама."
				>
					<EditWords view={view} />
				</MarginSection>
				<MarginSection title="Метки" note="Других меток в этом письме нет.">
					<p>
						Без этих меток письмо не сохранить:{" "}
						{view.mandatory.map((tag) => `{${tag}}`).join(", ") || "таких нет"}.
					</p>
					<Tags title="Все метки письма и что они печатают" rows={view.tags} />
				</MarginSection>
				<MarginSection title="Версии" id="versions">
					<Versions head="Слова" rows={view.versions} />
				</MarginSection>
				<MarginSection title="Какие слова когда действовали">
					<Uses entries={view.uses} never="Письмо всегда писали словами, которые пришли с программой." />
				</MarginSection>
			</Wrap>
		</>
	)
}

const HOW =
	"Пустая строка начинает новый абзац. Строка со знаком > в начале — слова человека. [Слова на кнопке] {url} — кнопка. Часть {#метка} … {/метка} печатается, если данные есть, {^метка} … {/метка} — если их нет"

function EditWords({ view }: { view: LetterView }) {
	return (
		<Refusable refusal={useActionData<typeof action>()}>
			<PostForm noValidate className="stack">
				<Field name="subject" label="Тема" defaultValue={view.words.subject} autoComplete="off" />
				<TextArea
					name="body"
					label="Текст"
					hint={HOW}
					defaultValue={view.words.body}
					rows={Math.min(40, view.words.body.split("\n").length + 4)}
				/>
				<Field
					name="note"
					label="Что изменено"
					hint="Например: «Добавили телефон горячей линии». По этим словам версию найдут, чтобы вернуть"
					autoComplete="off"
				/>
				<SubmitButton busyText="Проверяем…">Проверить и посмотреть письмо</SubmitButton>
			</PostForm>
		</Refusable>
	)
}
