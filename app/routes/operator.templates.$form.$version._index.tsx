import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { FormAlert, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { ComparedSheets } from "#app/components/operator/sheet-preview.tsx"
import { CheckResult, SampleChoice, VersionTag } from "#app/components/operator/versions.tsx"
import { Alert } from "#app/components/ui/alert.tsx"
import { DocsList } from "#app/components/ui/docs-list.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { acceptTemplateRevisions } from "#app/domain/template/accept-revisions.server.ts"
import { enactTemplate } from "#app/domain/template/enact-template.server.ts"
import { type TemplateVersionView, viewTemplateVersion } from "#app/domain/template/templates.view.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { param, raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle<typeof loader>(
	({ data }) => `${data?.title ?? "Документ"}, шаблон: ${data?.name ?? ""}`,
)

export async function loader({ request, params }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const sample = Number(new URL(request.url).searchParams.get("sample")) || 0
	const asked = { actor, formId: param(params, "form"), version: param(params, "version"), sample }
	return viewTemplateVersion(asked).catch(raise)
}

export async function action({ request, params }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const formId = param(params, "form")
	const asked = { actor, formId, version: param(params, "version"), now: now() }
	const { intent } = (await receiveForm(request)).texts()
	try {
		if (intent === "acceptRevisions") {
			const number = await acceptTemplateRevisions(asked)
			return redirectWithToast(
				paths.templateVersion(formId, number),
				"Исправления приняты, примечания убраны. Посмотрите образец и введите шаблон в действие",
			)
		}
		const { title } = await enactTemplate(asked)
		return redirectWithToast(paths.operatorTemplate(formId), {
			message: `«${title}»: шаблон введён в действие. Прежний можно вернуть`,
			link: { to: `${paths.operatorTemplate(formId)}#versions`, label: "Все версии" },
		})
	} catch (error) {
		return refusal(error)
	}
}

export default function TemplateVersion() {
	const view = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<>
			<PageHead
				title={`${view.title}: ${view.name}`}
				crumbs={[
					{ label: "Шаблоны документов", to: paths.operatorTemplates() },
					{ label: view.title, to: paths.operatorTemplate(view.formId) },
				]}
				tag={<VersionTag current={view.current} />}
				lead={[view.note, view.uploaded].filter(Boolean).join(". ")}
			/>
			<Wrap>
				<FormAlert message={refused?.message} reasons={refused?.reasons} />
				<MarginSection title="Проверка">
					<div className="stack">
						<CheckResult
							check={view}
							fine="Все метки на месте, образцы заполняются без ошибок."
							without="Часть данных этот шаблон не печатает"
						/>
						{view.reviewed ? <AcceptRevisions /> : null}
						{view.cautions.length > 0 ? <Cautions cautions={view.cautions} /> : null}
					</div>
				</MarginSection>
				{view.faults.length === 0 ? (
					<MarginSection
						title="Образец"
						note="Данные вымышлены, код на листах не ведёт ни к чему. Листы разбиты примерно так, как в Word."
					>
						<Sample view={view} />
					</MarginSection>
				) : null}
				{view.sheets.pages.length > 0 ? <ComparedSheets {...view.sheets} /> : null}
				{view.current || view.faults.length === 0 ? (
					<MarginSection title={view.current ? "Этот шаблон действует" : "Ввести в действие"}>
						<Enact view={view} />
					</MarginSection>
				) : null}
			</Wrap>
		</>
	)
}

/** Words that would be printed on everybody's paper. They are allowed, but the operator should know. */
function Cautions({ cautions }: Pick<TemplateVersionView, "cautions">) {
	return (
		<Alert tone="wait" title="Часть слов этот шаблон печатает всем одинаково">
			<p>Если так и нужно, вводите шаблон в действие.</p>
			<ul>
				{cautions.map((caution) => (
					<li key={caution}>{caution}</li>
				))}
			</ul>
		</Alert>
	)
}

/** The same as Word does with two commands. The uploaded file stays unchanged. */
function AcceptRevisions() {
	return (
		<PostForm className="stack">
			<p>
				Система может сделать это сама: в копии шаблона все исправления станут обычным текстом, примечания
				исчезнут. Загруженный файл останется без изменений.
			</p>
			<SubmitButton name="intent" value="acceptRevisions" busyText="Принимаем исправления…">
				Принять исправления и убрать примечания
			</SubmitButton>
		</PostForm>
	)
}

function Sample({ view }: { view: TemplateVersionView }) {
	return (
		<div className="stack">
			<DocsList
				documents={[
					{ kind: "DOCX", name: "Скачать заполненный образец (Word)", href: view.preview },
					{ kind: "DOCX", name: "Скачать шаблон с метками (Word)", href: view.download },
				]}
			/>
			<SampleChoice samples={view.samples} />
		</div>
	)
}

function Enact({ view }: { view: TemplateVersionView }) {
	if (view.current)
		return <p>Документ печатается по нему. Чтобы вернуть другой шаблон, откройте его версию.</p>
	return (
		<PostForm className="stack">
			<p>
				Новые документы будут печататься по этому шаблону вместо действующего ({view.inForce}). Сформированные
				раньше не изменятся; прежний шаблон можно вернуть.
			</p>
			<SubmitButton>Ввести шаблон в действие</SubmitButton>
		</PostForm>
	)
}
