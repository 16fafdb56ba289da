import type { DocumentView } from "#app/domain/application/application.view.server.ts"
import type { EvidenceView } from "#app/domain/application/filing/evidence.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, Refusable, Select } from "../forms/forms.tsx"
import { Alert, Why } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Panel } from "../ui/panel.tsx"
import { Tag } from "../ui/tag.tsx"
import { UploadForm } from "../upload/upload-form.tsx"
import { RemoveDocument } from "./application-files.tsx"
import { Arrangements } from "./arrangements.tsx"
import { CorrectDocument } from "./evidence-correction.tsx"

type EvidenceProps = {
	evidence: EvidenceView
	refusal: RefusalAnswer | null
}

/** Documents and links that prove the показатели: the deadline, their number, the list, and the two forms. */
export function EvidenceDocuments({ evidence, refusal }: EvidenceProps) {
	const { add, deadline } = evidence
	const count = evidence.total + evidence.lessons.length
	const sent = refusal?.typed.event === "attachment.add" && !refusal.typed.attachmentId ? refusal : null
	const ofLink = sent?.typed.url !== undefined ? sent : null
	const ofFile = sent && !ofLink ? sent : null
	return (
		<>
			<Arrangements experts={evidence.arranged} />
			{deadline ? (
				<Alert tone={deadline.tone} sign="clock" title={deadline.text}>
					{deadline.tone === "wait" ? (
						<p className="small">Загрузите всё заранее: после срока система материалы не примет.</p>
					) : null}
				</Alert>
			) : null}
			<Refusable refusal={refusal?.typed.event === "attachment.remove" ? refusal : null}>{null}</Refusable>
			{add.possible ? (
				<>
					<AddFile evidence={evidence} refusal={ofFile} />
					{/* A new form after each link, so that it does not still contain what was sent. */}
					<AddLink key={count} evidence={evidence} refusal={ofLink} />
				</>
			) : add.allowed ? (
				<Why>{add.reasons.join(" ")}</Why>
			) : null}
			<Lessons evidence={evidence} refusal={refusal} />
			{evidence.groups.map((group) => (
				<Panel
					key={group.title}
					title={
						<>
							{group.number ? `${group.number}. ` : null}
							{group.title}
						</>
					}
					small
				>
					<p className="small muted">{countedDocuments(group.documents.length)}</p>
					<Documents documents={group.documents} evidence={evidence} refusal={refusal} />
				</Panel>
			))}
		</>
	)
}

const countedDocuments = (count: number) =>
	count === 0 ? "Документов пока нет" : counted(count, ["документ", "документа", "документов"])

const anyCriterion = "По виду документа"

function AddFile({ evidence, refusal }: EvidenceProps) {
	const id = (name: string) => (refusal ? undefined : `file-${name}`)
	return (
		<Panel title="Добавить документ">
			<Refusable refusal={refusal}>
				<UploadForm
					to={paths.applicationUploads(evidence.id)}
					event="attachment.add"
					button="Загрузить документ"
					label="Файл"
					hint="PDF, JPG, PNG, TIFF, DOC, DOCX, до 20 МБ; можно выбрать несколько файлов одного вида. Архив ZIP система распакует и спросит вид и название каждого файла."
					accepts={evidence.accepts}
					multiple
					fieldId={id("file")}
				>
					<Select
						name="kind"
						id={id("kind")}
						label="Вид документа"
						options={evidence.fileKinds}
						placeholder="Не выбран"
					/>
					<Select
						name="criterion"
						id={id("criterion")}
						label="Показатель, который он подтверждает"
						hint={`Показатели: ${evidence.item}.`}
						options={evidence.criteria}
						placeholder={anyCriterion}
					/>
					<Field
						name="title"
						id={id("title")}
						label="Название документа"
						hint="Например, «Диплом олимпиады, 2025 г.». Для вида «Другое» обязательно. Имя файла система составит сама."
					/>
				</UploadForm>
			</Refusable>
		</Panel>
	)
}

function AddLink({ evidence, refusal }: EvidenceProps) {
	const id = (name: string) => (refusal ? undefined : `link-${name}`)
	return (
		<Panel title="Добавить ссылку">
			<Refusable refusal={refusal}>
				<EventForm event="attachment.add" label="Добавить ссылку" tone="second" className="stack">
					<Select
						name="kind"
						id={id("kind")}
						label="Что по ссылке"
						options={evidence.linkKinds}
						placeholder="Не выбрано"
					/>
					<Field
						name="url"
						id={id("url")}
						label="Адрес"
						type="url"
						inputMode="url"
						verbatim
						hint="Начинается с https://. Откройте доступ всем, у кого есть ссылка."
					/>
					<Field name="title" id={id("title")} label="Название" hint="Тема и класс, дата записи." />
				</EventForm>
			</Refusable>
		</Panel>
	)
}

function Lessons({ evidence, refusal }: EvidenceProps) {
	const { lessons, lessonsInForm, lessonsAsked } = evidence
	const known = lessons.length + lessonsInForm.length
	if (lessonsAsked === 0 && known === 0) return null
	const missing = Math.max(0, lessonsAsked - known)
	return (
		<Panel title="Записи уроков (занятий)" small>
			<p className="small">
				{missing > 0 ? (
					<Tag tone="you" sign="warn" small>
						Не хватает: {counted(missing, LINKS)} из {lessonsAsked}
					</Tag>
				) : (
					<span className="muted">{counted(known, LINKS)}</span>
				)}
			</p>
			{lessonsInForm.length > 0 ? (
				<DocsList
					documents={lessonsInForm.map((link) => ({
						kind: "WWW",
						name: link,
						href: link,
						note: "Указана в заявлении",
					}))}
				/>
			) : null}
			<Documents documents={lessons} evidence={evidence} refusal={refusal} />
		</Panel>
	)
}

const LINKS = ["ссылка", "ссылки", "ссылок"] as const

type DocumentsProps = EvidenceProps & { documents: readonly DocumentView[] }

function Documents({ documents, evidence, refusal }: DocumentsProps) {
	if (documents.length === 0) return null
	return (
		<DocsList
			documents={documents.map((document) => {
				const { id, sign, name, title, kindName, note, warnings, href, isLink } = document
				return {
					kind: isLink ? "WWW" : sign,
					name: isLink && title ? title : name,
					href,
					// A name made by the system begins with the kind. An address as a name does not mention it.
					note: [isLink ? kindName : "", isLink && title ? name : "", note, ...warnings]
						.filter(Boolean)
						.join(". "),
					act: evidence.remove.possible ? <RemoveDocument id={id} name={name} /> : undefined,
					more: evidence.add.possible ? (
						<CorrectDocument document={document} evidence={evidence} refusal={refusal} />
					) : undefined,
				}
			})}
		/>
	)
}
