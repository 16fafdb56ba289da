import { PHOTOS } from "#app/files/file-types.ts"
import type { ActField } from "#app/workflow/acts.ts"
import { ActFields } from "../acts/act-fields.tsx"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { Field, type Option, Refusable, Select, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Empty } from "../ui/alert.tsx"
import { type ButtonTone, buttonClass } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"
import { SendAsIs, UploadForm } from "./upload-form.tsx"

interface AddPagesProps {
	count: number
	/** The address to which the script sends the photographs. */
	to: string
	refusal: RefusalAnswer | null
}

/** A further photo, or several. Without script, too, each one that is sent adds a page. */
export function AddPages({ count, to, refusal }: AddPagesProps) {
	return (
		<Panel title={count === 0 ? "Добавьте первую страницу" : `Добавьте страницу ${count + 1}`}>
			<Refusable refusal={refusal}>
				<PhotoForm count={count} to={to} button="Добавить" tone={count === 0 ? "main" : "second"} />
			</Refusable>
		</Panel>
	)
}

interface PhotoFormProps {
	count: number
	to: string
	button: string
	tone?: ButtonTone
	/** Who sends them, where nobody is signed in. */
	headers?: Readonly<Record<string, string>>
}

export const PhotoForm = ({ count, ...rest }: PhotoFormProps) => (
	// A new form after each page: what was chosen before must not be sent again.
	<UploadForm
		key={count}
		{...rest}
		hidden={{ intent: "add" }}
		label="Фотография страницы"
		hint="JPG или PNG, до 20 МБ; можно выбрать сразу несколько. Снимайте при дневном свете, лист положите на тёмный стол, чтобы были видны все края."
		accepts={PHOTOS}
		// The telephone offers its camera, and a HEIC is refused with what to set.
		offers="image/*"
		multiple
	/>
)

/** The pages in the order of the PDF, each with its acts. */
export function PhotoList({ pages }: { pages: readonly { id: string; name: string; href: string }[] }) {
	if (pages.length === 0)
		return (
			<Empty title="Страниц пока нет" sign="file">
				Добавьте фотографии здесь или с телефона: они появятся в этом списке.
			</Empty>
		)
	return (
		<ol className="photos">
			{pages.map(({ id, name, href }, index) => {
				const number = index + 1
				return (
					<li key={id}>
						<a href={href}>
							<img src={href} alt={`Страница ${number}: ${name}`} loading="lazy" />
						</a>
						<div>
							<h3>Страница {number}</h3>
							<PostForm className="acts">
								<input type="hidden" name="page" value={id} />
								<Act intent="turn" label="Повернуть" number={number} />
								{index > 0 ? <Act intent="up" label="Выше" number={number} /> : null}
								{number < pages.length ? <Act intent="down" label="Ниже" number={number} /> : null}
								<Act intent="remove" label="Убрать" number={number} />
							</PostForm>
						</div>
					</li>
				)
			})}
		</ol>
	)
}

const Act = ({ intent, label, number }: { intent: string; label: string; number: number }) => (
	<button type="submit" name="intent" value={intent} className={buttonClass("text", true)}>
		{label}
		<span className="hide"> — страница {number}</span>
	</button>
)

interface AssembleProps {
	count: number
	asks: {
		fields: readonly ActField<string>[]
		/** The kinds of evidence. Null for a paper whose kind is known. */
		kinds: readonly Option[] | null
	}
	refusal: RefusalAnswer | null
}

/** The last step, with what the paper needs besides its pages. */
export function Assemble({ count, asks: { fields, kinds }, refusal }: AssembleProps) {
	if (count === 0) return null
	return (
		<Panel tone="tint">
			<PostForm noValidate className="stack">
				<Refusable refusal={refusal}>
					{/* A photo that is chosen and not yet added must not be left behind. */}
					<input type="hidden" name="event" value="photos.assemble" />
					<input type="hidden" name="intent" value="assemble" />
					{kinds ? (
						<>
							<Select name="kind" label="Вид документа" options={kinds} placeholder="Не выбран" />
							<Field
								name="title"
								label="Название документа"
								hint="Например, «Диплом олимпиады, 2025 г.». Для вида «Другое» обязательно."
							/>
						</>
					) : null}
					<ActFields fields={fields} given={undefined} />
					<SendAsIs />
					<SubmitButton busyText="Собираем…">Собрать PDF и прикрепить</SubmitButton>
				</Refusable>
			</PostForm>
			<p className="small muted mt-3">
				Проверьте, что есть все страницы и что они идут по порядку. Потом их можно собрать заново.
			</p>
		</Panel>
	)
}
