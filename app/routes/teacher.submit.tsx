import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { Acts, RefusedElsewhere } from "#app/components/acts/acts.tsx"
import { ApplicationFiles } from "#app/components/application/application-files.tsx"
import { ConclusionSigning } from "#app/components/application/conclusion-signing.tsx"
import { filingOn } from "#app/components/application/filing-on.ts"
import { StatusTag } from "#app/components/application/status-tag.tsx"
import { Choices } from "#app/components/teacher/begin.tsx"
import { Alert, Empty } from "#app/components/ui/alert.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Steps } from "#app/components/ui/steps.tsx"
import { FormPage, Page, Wrap } from "#app/components/ui/wrap.tsx"
import { type FilingView, viewFiling } from "#app/domain/application/filing/filing.view.server.ts"
import { actHere } from "#app/http/act.server.ts"
import { ownPage } from "#app/http/own-page.server.ts"
import { notFound } from "#app/utils/errors.ts"
import { raise } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { paths } from "#app/utils/paths.ts"
import { PAGE } from "#app/workflow/acts.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Подать заявление")

export async function loader({ request }: LoaderFunctionArgs) {
	const { actor, now, chosen, choices } = await ownPage(request)
	if (!chosen) return { filing: null, choices }
	return { filing: await viewFiling({ actor, id: chosen.id, now }).catch(raise), choices }
}

export async function action({ request }: ActionFunctionArgs) {
	const { chosen, here } = await ownPage(request)
	if (!chosen) return raise(notFound())
	return actHere(request, { subject: "application", id: chosen.id, back: here })
}

/** The cards of documents contain the forms of these events. */
const DOCUMENTS = ["attachment.add"]

export default function SubmitPage() {
	const { filing, choices } = useLoaderData<typeof loader>()
	const refusal = useActionData<typeof action>() ?? null
	if (!filing) return <NothingYet />
	const on = filingOn(filing, refusal)
	return (
		<>
			<PageHead
				title="Подать заявление"
				tag={<StatusTag state={filing.state}>{filing.files ? shortOf(filing) : filing.short}</StatusTag>}
				lead={leadOf(filing)}
			/>
			<Wrap>
				<Choices choices={choices} current={filing.id} to={paths.teacherSubmit} />
			</Wrap>
			<FormPage aside={filing.files ? <Aside files={filing.files} /> : undefined}>
				<div className="stack-l">
					<RefusedElsewhere on={on} places={[PAGE, "filing", "signing", "reopen"]} besides={DOCUMENTS} />
					<ApplicationFiles filing={filing} refusal={refusal} />
					<ConclusionSigning filing={filing} refusal={refusal} />
					{filing.files || filing.conclusion ? null : <NothingHere filing={filing} />}
					<Acts on={on} />
					<Acts on={{ ...on, returnTo: paths.teacherApplication(undefined, filing.id) }} at="reopen" />
				</div>
			</FormPage>
		</>
	)
}

/** The machine's status says that the scan is missing. Once files are attached, this says what is still missing. */
const shortOf = ({ files, short }: FilingView) =>
	files?.every(({ attached }) => attached)
		? "Сформировано, файлы прикреплены"
		: files?.[0]?.attached
			? "Сформировано, нужен второй файл"
			: short

function leadOf({ files, conclusion, status }: FilingView): string | undefined {
	if (conclusion) return status
	if (!files) return undefined
	const ready = files.filter(({ attached }) => attached).length
	const names = files.map(({ title }) => title.toLocaleLowerCase("ru")).join(" и ")
	if (ready === files.length) return "Оба файла прикреплены. Проверьте их и подайте заявление."
	return `Прикрепите два файла: ${names}.${ready > 0 ? " Сейчас готов один из двух." : ""}`
}

function Aside({ files }: { files: NonNullable<FilingView["files"]> }) {
	return (
		<Steps
			label="Порядок подачи"
			steps={[
				{ label: "Заполнить заявление", step: "done" },
				{ label: "Сформировать и скачать", step: "done" },
				{ label: "Подписать и отсканировать", step: files[0]?.attached ? "done" : "now" },
				{ label: "Прикрепить два файла и подать", step: files[0]?.attached ? "now" : "ahead" },
			]}
		>
			<div className="mt-5 small">
				<p>
					<b>Нет сканера?</b>
				</p>
				<p className="mt-2 muted">
					Сфотографируйте каждую страницу телефоном при дневном свете, лист положите на тёмный стол.
				</p>
			</div>
		</Steps>
	)
}

/** If nothing can be attached in this state, says where the application is and where to continue. */
function NothingHere({ filing: { id, status, next, state } }: { filing: FilingView }) {
	return (
		<Alert>
			<p data-state={state}>
				<b>{status}</b>
			</p>
			<p className="small">
				{next === "fill"
					? "Сначала заполните и сформируйте заявление: тогда здесь можно будет прикрепить подписанный скан и таблицы."
					: next === "revise"
						? "На главной странице нажмите «Исправить и подать снова»: всё заполненное сохранится."
						: next === "home"
							? "Прикреплять здесь сейчас ничего не нужно: что дальше и к какому сроку, сказано на главной странице."
							: "Новое заявление можно начать на главной странице."}
			</p>
			<p className="mt-3">
				{next === "fill" ? (
					<ButtonLink to={paths.teacherApplication(undefined, id)}>Заполнить заявление</ButtonLink>
				) : (
					<ButtonLink to={paths.teacher(id)} tone="second">
						На главную
					</ButtonLink>
				)}
			</p>
		</Alert>
	)
}

const NothingYet = () => (
	<>
		<PageHead title="Подать заявление" />
		<Page>
			<Empty
				title="Заявление не подано"
				sign="file"
				act={<ButtonLink to={paths.teacher()}>Начать заявление</ButtonLink>}
			>
				Начните заявление на главной странице, заполните и сформируйте его: тогда здесь можно будет его
				подать.
			</Empty>
		</Page>
	</>
)
