import type { DocumentView } from "#app/domain/application/application.view.server.ts"
import type { EvidenceView } from "#app/domain/application/filing/evidence.view.server.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, Select } from "../forms/forms.tsx"
import { isRefused, OneOfForms } from "../forms/one-of-forms.tsx"
import { Fold } from "../ui/panel.tsx"
import { RemoveDocument } from "./application-files.tsx"

type CorrectDocumentProps = {
	document: DocumentView
	evidence: EvidenceView
	refusal: RefusalAnswer | null
}

/** A document from an archive, or one of several files sent at once, is named after its file. */
const EXTENSION = /\.(pdf|docx?|jpe?g|png)$/i
const isNamedByFile = (title: string) => EXTENSION.test(title)

/**
 * Corrects the kind, показатель and title of an attached document. The form is open at once if the system knows only the
 * name of the file.
 */
export function CorrectDocument({ document, evidence, refusal }: CorrectDocumentProps) {
	const { id, kind, criterion, title, name, isLink } = document
	const asked = isNamedByFile(title)
	const is = { event: "attachment.add", attachmentId: id }
	return (
		<Fold
			title={asked ? "Уточните, что это за документ" : "Исправить или удалить"}
			open={asked || isRefused(refusal, is)}
		>
			<OneOfForms refusal={refusal} is={is}>
				<EventForm
					event="attachment.add"
					label="Сохранить"
					tone="second"
					small
					hidden={{ attachmentId: id }}
					rowName={name}
					className="stack"
				>
					<Select
						name="kind"
						label={isLink ? "Что по ссылке" : "Вид документа"}
						options={isLink ? evidence.linkKinds : evidence.fileKinds}
						defaultValue={kind}
					/>
					<Select
						name="criterion"
						label="Показатель, который он подтверждает"
						options={evidence.criteria}
						placeholder="По виду документа"
						defaultValue={criterion === null || asked ? "" : String(criterion)}
					/>
					<Field
						name="title"
						label="Название документа"
						hint="Например, «Диплом олимпиады, 2025 г.»."
						defaultValue={asked ? withoutExtension(title) : title}
					/>
				</EventForm>
			</OneOfForms>
			{evidence.remove.possible ? (
				<div className="mt-4">
					<RemoveDocument id={id} name={name} />
				</div>
			) : null}
		</Fold>
	)
}

const withoutExtension = (name: string) => name.replace(EXTENSION, "").replace(/_+/g, " ")
