import type { DocumentView } from "#app/domain/application/application.view.server.ts"
import type { EvidenceGroup, EvidenceView } from "#app/domain/application/filing/evidence.view.server.ts"
import { evidenceKey } from "#app/domain/application/photos/evidence-key.ts"
import { paths } from "#app/utils/paths.ts"
import { counted } from "#app/utils/russian.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, Refusable, Select } from "../forms/forms.tsx"
import { Alert, Why } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Fold, Panel } from "../ui/panel.tsx"
import { Tag } from "../ui/tag.tsx"
import { PhotographIt } from "../upload/photograph-it.tsx"
import { UploadForm } from "../upload/upload-form.tsx"
import { Arrangements } from "./arrangements.tsx"
import { CorrectDocument } from "./evidence-correction.tsx"

type EvidenceProps = {
	evidence: EvidenceView
	refusal: RefusalAnswer | null
}

/** Documents and links that prove the показатели: until when, then each показатель with its list and the way to add to it. */
export function EvidenceDocuments({ evidence, refusal }: EvidenceProps) {
	const { add, deadline, groups } = evidence
	const others = groups.find(({ number }) => number === null)
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
			{/* If the term has passed, the page says so above, with its day. */}
			{add.allowed && !add.possible && deadline?.tone !== "bad" ? <Why>{add.reasons.join(" ")}</Why> : null}
			{groups
				.filter(({ number }) => number !== null)
				.map((group) => (
					<Group key={group.number} group={group} evidence={evidence} refusal={refusal} />
				))}
			<Lessons evidence={evidence} refusal={refusal} />
			{others || add.possible ? (
				<Group
					group={others ?? { number: null, title: "Другие документы и ссылки", documents: [] }}
					evidence={evidence}
					refusal={refusal}
				/>
			) : null}
		</>
	)
}

function Group({
	group: { number, title, documents },
	evidence,
	refusal,
}: EvidenceProps & { group: EvidenceGroup }) {
	return (
		<Panel
			title={
				<span className="legend--s">
					{number ? `${number}. ` : null}
					{title}
				</span>
			}
			small
		>
			{documents.length === 0 ? <p className="small muted">Документов пока нет</p> : null}
			<Documents documents={documents} evidence={evidence} refusal={refusal} />
			{evidence.add.possible ? <AddFile number={number} evidence={evidence} refusal={refusal} /> : null}
			{number === null && evidence.add.possible && !asksLessons(evidence) ? (
				<AddLink evidence={evidence} refusal={refusal} />
			) : null}
		</Panel>
	)
}

/** The refusal of a new file or link, not of a correction of one that is there. */
const ofNewOne = (refusal: RefusalAnswer | null) =>
	refusal?.typed.event === "attachment.add" && !refusal.typed.attachmentId ? refusal : null

/** The form of one показатель, folded until it is needed. Without a number it is for documents that prove none of them. */
function AddFile({ number, evidence, refusal }: EvidenceProps & { number: number | null }) {
	const sent = ofNewOne(refusal)
	const criterion = number === null ? "" : String(number)
	const mine =
		sent && sent.typed.url === undefined && (sent.typed.criterion ?? "") === criterion ? sent : null
	const id = (name: string) => (mine ? undefined : `file-${criterion || "other"}-${name}`)
	return (
		<Fold
			title={number === null ? "Добавить другой документ" : `Добавить документ к показателю ${number}`}
			open={mine !== null}
		>
			<p className="small">
				<PhotographIt id={evidence.id} paper={evidenceKey(number)} />
			</p>
			<Refusable refusal={mine}>
				<UploadForm
					to={paths.applicationUploads(evidence.id)}
					event="attachment.add"
					hidden={{ criterion }}
					button="Загрузить документ"
					label="Файл"
					hint="PDF, JPG, PNG, TIFF, DOC, DOCX, до 20 МБ; можно выбрать несколько файлов одного вида. Архив ZIP система распакует и спросит вид и название каждого файла."
					accepts={evidence.accepts}
					multiple
					documents
					fieldId={id("file")}
				>
					<Select
						name="kind"
						id={id("kind")}
						label="Вид документа"
						options={evidence.fileKinds}
						placeholder="Не выбран"
					/>
					<Field
						name="title"
						id={id("title")}
						label="Название документа"
						hint="Например, «Диплом олимпиады, 2025 г.». Для вида «Другое» обязательно. Имя файла система составит сама."
					/>
				</UploadForm>
			</Refusable>
		</Fold>
	)
}

function AddLink({ evidence, refusal }: EvidenceProps) {
	const sent = ofNewOne(refusal)
	const mine = sent?.typed.url !== undefined ? sent : null
	const id = (name: string) => (mine ? undefined : `link-${name}`)
	return (
		<Fold title="Добавить ссылку" open={mine !== null}>
			<Refusable refusal={mine}>
				{/* A new form after each link, so that it does not still contain what was sent. */}
				<EventForm
					key={evidence.total + evidence.lessons.length}
					event="attachment.add"
					label="Добавить ссылку"
					tone="second"
					className="stack"
				>
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
		</Fold>
	)
}

/** The remote form requires recordings. A teacher who has already given one sees the list too. */
const asksLessons = ({ lessons, lessonsInForm, lessonsAsked }: EvidenceView) =>
	lessonsAsked > 0 || lessons.length + lessonsInForm.length > 0

function Lessons({ evidence, refusal }: EvidenceProps) {
	const { lessons, lessonsInForm, lessonsAsked } = evidence
	if (!asksLessons(evidence)) return null
	const known = lessons.length + lessonsInForm.length
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
			{evidence.add.possible ? <AddLink evidence={evidence} refusal={refusal} /> : null}
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
				const { sign, name, title, kindName, note, warnings, href, isLink } = document
				return {
					kind: isLink ? "WWW" : sign,
					// The name that experts see: the teacher's title, otherwise the kind.
					name: title || (isLink ? name : kindName),
					href,
					note: [title || isLink ? kindName : "", isLink && title ? name : "", note, ...warnings]
						.filter(Boolean)
						.join(". "),
					more: evidence.add.possible ? (
						<CorrectDocument document={document} evidence={evidence} refusal={refusal} />
					) : undefined,
				}
			})}
		/>
	)
}
