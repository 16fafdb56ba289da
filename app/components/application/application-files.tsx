import type { DocumentView } from "#app/domain/application/application.view.server.ts"
import type { FiledFile, FilingView } from "#app/domain/application/filing/filing.view.server.ts"
import { objections } from "#app/scans/judge-scan.ts"
import { paths } from "#app/utils/paths.ts"
import type { Cabinet } from "#app/workflow/acts.ts"
import { BareAct } from "../acts/acts.tsx"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { FileCard, Refusable } from "../forms/forms.tsx"
import { Alert } from "../ui/alert.tsx"
import { Panel } from "../ui/panel.tsx"
import { Tag } from "../ui/tag.tsx"
import { PhotographIt } from "../upload/photograph-it.tsx"
import { UploadForm } from "../upload/upload-form.tsx"
import { filingOn } from "./filing-on.ts"
import { CheckedItems } from "./findings.tsx"
import { ScanFindings } from "./scan-findings.tsx"

type FilesProps = {
	filing: FilingView
	/** The answer of the page's action, if it refused. */
	refusal: RefusalAnswer | null
}

/** «Подать заявление»: the paper to sign, the two files, and the act, which stays closed until both are attached. */
export function ApplicationFiles({ filing, refusal }: FilesProps) {
	const { formed, files, events } = filing
	if (!files) return null
	const wrong = files.flatMap(({ documents }) =>
		documents.filter(({ outdated }) => !outdated).flatMap(({ scan }) => objections(scan)),
	)
	return (
		<>
			{formed ? (
				<Alert tone="good" title={`Заявление сформировано ${formed.at}`}>
					<p>
						<a href={formed.href} download>
							Скачать заявление (Word, {formed.size})
						</a>
					</p>
					<p className="small">
						Распечатайте его, подпишите и отсканируйте все страницы. Если изменить данные, заявление нужно
						будет сформировать и подписать заново.
					</p>
				</Alert>
			) : null}
			{files.map((file) => (
				<AttachedFile key={file.kind} filing={filing} file={file} refusal={refusal} />
			))}
			{filing.checks ? (
				<Panel title={filing.cabinet === "municipality" ? "Что покажет проверка" : "Что увидит координатор"}>
					<CheckedItems checks={filing.checks} />
				</Panel>
			) : null}
			{events["application.submit"] ? (
				<Panel tone="tint">
					{wrong.length > 0 ? (
						<Alert tone="bad" title="В скане заявления есть ошибки">
							<p className="small">
								Замените файл и подайте заявление. Если Вы уверены, что ошибки нет, заявление можно подать и
								так: координатор увидит эти замечания.
							</p>
						</Alert>
					) : null}
					<BareAct
						on={{
							...filingOn(filing, refusal),
							...(filing.cabinet === "teacher" && { returnTo: paths.teacherReceipt(filing.id) }),
						}}
						event="application.submit"
						{...(wrong.length > 0 && { button: "Всё равно подать", tone: "second", className: "mt-4" })}
					/>
					<p className="small muted mt-3">
						После подачи координатор рассмотрит заявление в течение 30 календарных дней.{" "}
						{filing.cabinet === "teacher"
							? "Ответ придёт на почту и появится на главной странице."
							: "Ответ придёт на почту педагога."}
					</p>
				</Panel>
			) : null}
		</>
	)
}

/** The refused form is the one that sent this kind. The other fields of the page keep their own ids. */
function AttachedFile({ filing, file, refusal }: FilesProps & { file: FiledFile }) {
	const { kind, documents, attached } = file
	const mine = refusal?.typed.event === "attachment.add" && refusal.typed.kind === kind ? refusal : null
	return (
		<FileCard number={file.number} title={file.title} tag={<FileTag file={file} />} look={lookOf(file)}>
			{documents.map((document) => (
				<AttachedDocument key={document.id} document={document} cabinet={filing.cabinet} />
			))}
			{file.template ? (
				<p>
					Заголовок таблиц уже заполнен данными заявления.
					<br />
					<a href={file.template} download>
						Скачать таблицы для представления результатов (Word)
					</a>
				</p>
			) : null}
			<p className="small">
				<PhotographIt id={filing.id} paper={kind} />
			</p>
			<Refusable refusal={mine}>
				<UploadForm
					to={paths.applicationUploads(filing.id)}
					event="attachment.add"
					hidden={{ kind }}
					button={attached && file.replaces ? "Заменить файл" : "Загрузить выбранные файлы"}
					small
					label={labelOf(file)}
					hint={file.hint}
					accepts={file.accepts}
					multiple={file.multiple}
					fieldId={mine ? undefined : `f-${kind}`}
				/>
			</Refusable>
		</FileCard>
	)
}

const lookOf = ({ attached }: FiledFile) => (attached ? undefined : "missing")

function labelOf({ kind, attached, replaces }: FiledFile): string {
	if (attached && replaces) return "Выбрать другой файл"
	if (attached) return "Прикрепить ещё один файл"
	if (kind === "results_annex") return "Прикрепить заполненные таблицы"
	return "Прикрепить скан"
}

function FileTag({ file: { attached, documents } }: { file: FiledFile }) {
	const current = documents.filter(({ outdated }) => !outdated)
	if (current.some(({ scan }) => objections(scan).length > 0))
		return (
			<Tag tone="bad" sign="warn">
				Прикреплено с ошибками
			</Tag>
		)
	if (current.some(({ warnings, scan }) => warnings.length + (scan?.findings.length ?? 0) > 0))
		return (
			<Tag tone="you" sign="warn">
				Прикреплено, проверьте замечания
			</Tag>
		)
	if (attached)
		return (
			<Tag tone="good" sign="okc">
				Прикреплено
			</Tag>
		)
	return (
		<Tag tone="draft" sign="dash">
			{documents.length > 0 ? "Нужен новый файл" : "Не прикреплено"}
		</Tag>
	)
}

/** One attached file: its name, the result of the checks, and its acts. */
function AttachedDocument({ document, cabinet }: { document: DocumentView; cabinet: Cabinet }) {
	const { id, name, href, sign, note, purpose, warnings, outdated, scan } = document
	return (
		<div className="stack">
			<div>
				<p>
					<b>{name}</b>
				</p>
				<p className="small muted">
					{sign}, {note}
				</p>
				<div className="cluster mt-2">
					<a href={href}>
						Посмотреть<span className="hide"> — {name}</span>
					</a>
					<RemoveDocument id={id} name={name} />
				</div>
			</div>
			{outdated ? (
				<Alert tone="wait" title="Заявление сформировано заново">
					<p className="small">
						Этот скан подписан до изменений. Подпишите новое заявление и прикрепите его скан.
					</p>
				</Alert>
			) : null}
			{scan && !outdated ? <ScanFindings scan={scan} /> : null}
			{warnings.length > 0 && !outdated ? (
				<Alert tone="wait" title={warnings.join(". ")}>
					<p className="small">
						{
							(cabinet === "municipality" ? TO_COORDINATOR : TO_TEACHER)[
								purpose === "results_annex" ? "tables" : "blank"
							]
						}
					</p>
				</Alert>
			) : null}
		</div>
	)
}

/** What to do about warnings, for those who file what a coordinator will consider. */
const TO_TEACHER = {
	tables:
		"Исправьте таблицы и прикрепите файл ещё раз. Если всё верно, оставьте его как есть: координатор увидит эти замечания.",
	blank:
		"Если на странице должно что-то быть, отсканируйте документ ещё раз: координатор может отклонить заявление. Если она и вправду пустая, оставьте файл как есть.",
}
/** The same for the coordinator who enters an application from paper, and considers it afterwards. */
const TO_COORDINATOR: typeof TO_TEACHER = {
	tables:
		"Сверьте файл с тем, что принёс педагог. Если у педагога так же, оставьте его как есть: Вы увидите эти замечания ещё раз, когда будете рассматривать заявление.",
	blank:
		"Если на странице должно что-то быть, отсканируйте документ ещё раз. Если она и вправду пустая, оставьте файл как есть.",
}

export const RemoveDocument = ({ id, name }: { id: string; name: string }) => (
	<EventForm
		event="attachment.remove"
		label="Удалить"
		tone="text"
		small
		hidden={{ attachmentId: id }}
		rowName={name}
	/>
)
