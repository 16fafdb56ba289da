import type { FilingView } from "#app/domain/application/filing/filing.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { EventForm } from "../forms/event-form.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Refusable, TextArea } from "../forms/forms.tsx"
import { UploadForm } from "../forms/upload-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { DocsList } from "../ui/docs-list.tsx"
import { Fold, Panel } from "../ui/panel.tsx"

/** The conclusion that came: view it, sign it and attach the scan, or say what is wrong in it. */
export function ConclusionSigning({
	filing,
	refusal,
	onBehalf = false,
}: {
	filing: FilingView
	refusal: RefusalAnswer | null
	/** A coordinator of the school looks, not the teacher. */
	onBehalf?: boolean
}) {
	const { conclusion } = filing
	if (!conclusion) return null
	const { sign, dispute } = conclusion
	const refused = (event: string) => (refusal?.typed.event === event ? refusal : null)
	return (
		<>
			<Panel title="Итоговое заключение">
				<DocsList
					documents={[{ kind: "PDF", name: conclusion.name, href: conclusion.href, note: conclusion.note }]}
				/>
				<p className="mt-3">
					Вывод специалистов: <b>{conclusion.proposed}</b> требованиям к заявленной категории.
				</p>
			</Panel>
			{conclusion.comment ? (
				<Alert
					tone="talk"
					title={
						onBehalf
							? "Педагог не согласен с заключением"
							: "Ваш комментарий передан специалистам и координатору"
					}
				>
					<p>{conclusion.comment}</p>
					{onBehalf ? null : (
						<p className="small">
							Заключение могут исправить: тогда придёт письмо. Если Вы передумали, подпишите это заключение.
						</p>
					)}
				</Alert>
			) : null}
			{sign.allowed ? (
				<Panel title="Подписанное заключение">
					<Refusable refusal={refused("conclusion.sign")}>
						<UploadForm
							to={paths.applicationUploads(filing.id)}
							event="conclusion.sign"
							version={filing.version}
							button={sign.button}
							tone="main"
							label="Подписанный скан"
							hint="Распечатайте заключение, подпишите и отсканируйте все страницы: один PDF, один архив ZIP или фотографии страниц. До 20 МБ."
							accepts={conclusion.accepts}
							multiple
						/>
					</Refusable>
				</Panel>
			) : null}
			{dispute.allowed && dispute.possible ? (
				<Fold title="Не согласен с заключением" open={refused("conclusion.dispute") !== null}>
					<Refusable refusal={refused("conclusion.dispute")}>
						<EventForm
							event="conclusion.dispute"
							label={dispute.button}
							tone="bad"
							version={filing.version}
							className="stack"
						>
							<TextArea
								name="comment"
								label="С чем Вы не согласны"
								hint="Комментарий получат оба специалиста и муниципальный координатор."
							/>
						</EventForm>
					</Refusable>
				</Fold>
			) : null}
		</>
	)
}
