import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Field, FileField, Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Tags, Uses, Versions } from "#app/components/operator/versions.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { viewTemplate } from "#app/domain/template/templates.view.server.ts"
import { uploadTemplate } from "#app/domain/template/upload-template.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(({ data }) => `Шаблон: ${data?.title ?? "документ"}`)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	return viewTemplate({ actor, formId: param(params, "form") }).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const formId = param(params, "form")
	let form = {}
	try {
		const { fields, files } = await receiveUpload(request, { maxFiles: 1 })
		form = fields.texts()
		const { number, reviewed } = await uploadTemplate({ actor, formId, form, files, now: now() })
		return redirectWithToast(
			paths.templateVersion(formId, number),
			reviewed
				? "Шаблон загружен, но в нём остались исправления или примечания: примите их одной кнопкой"
				: "Шаблон проверен. Посмотрите образец и введите шаблон в действие",
		)
	} catch (error) {
		return refusal(error, form)
	}
}

export default function TemplateOfForm() {
	const view = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title={view.title}
				crumbs={[{ label: "Шаблоны документов", to: paths.operatorTemplates() }]}
				lead={`Сейчас действует: ${view.inForce.name}.`}
			/>
			<Wrap>
				{view.inForce.faults.length > 0 ? (
					<Alert tone="bad" title="Действующий шаблон нужно исправить" className="mt-4">
						{view.inForce.faults.join("; ")}. Верните прежний шаблон или загрузите исправленный.
					</Alert>
				) : null}
				<MarginSection title="Изменить шаблон" note={view.keep}>
					<UploadTemplate download={view.download} />
				</MarginSection>
				<MarginSection title="Версии" id="versions">
					<Versions head="Шаблон" rows={view.versions} />
				</MarginSection>
				<MarginSection title="Какой шаблон когда действовал">
					<Uses
						entries={view.uses}
						never="Документ всегда печатался по исходному шаблону, который пришёл с программой."
					/>
				</MarginSection>
				<MarginSection title="Метки" note="Других меток в этом документе нет.">
					<Tags title="Все метки документа и что они печатают" rows={view.tags} />
				</MarginSection>
			</Wrap>
		</>
	)
}

function UploadTemplate({ download }: { download: string }) {
	return (
		<>
			<p>
				<a href={download}>Скачать действующий шаблон (Word)</a>
			</p>
			<Refusable refusal={useActionData<typeof action>()}>
				<PostForm encType="multipart/form-data" className="stack mt-4">
					<FileField
						name="file"
						label="Изменённый шаблон"
						hint="Документ Word (.docx) до 20 МБ, без макросов."
						accept=".docx"
					/>
					<Field
						name="note"
						label="Что изменено"
						hint="Например: «Новое название комиссии в шапке». По этим словам версию найдут, чтобы вернуть"
					/>
					<SubmitButton busyText="Проверяем шаблон…">Проверить и посмотреть образец</SubmitButton>
				</PostForm>
			</Refusable>
		</>
	)
}
