import { Form } from "@remix-run/react"
import type { RefusalAnswer } from "../forms/field-base.tsx"
import { FileField, Refusable, SubmitButton } from "../forms/forms.tsx"
import { useScripted } from "../forms/scripted.ts"
import { Empty } from "../ui/alert.tsx"
import { buttonClass } from "../ui/button.tsx"
import { Panel } from "../ui/panel.tsx"

/** JPEG and PNG are accepted. For a HEIC the server says what to set on the phone. */
const ACCEPT = "image/*"

/** A further photo, or several. Without script, too, each one that is sent adds a page. */
export function AddPages({ count, refusal }: { count: number; refusal: RefusalAnswer | null }) {
	const scripted = useScripted()
	return (
		<Panel title={count === 0 ? "Добавьте первую страницу" : `Добавьте страницу ${count + 1}`}>
			{/* A new form after each page: what was chosen before must not be sent again. */}
			<Form key={count} method="post" encType="multipart/form-data" className="stack">
				<Refusable refusal={refusal}>
					<input type="hidden" name="intent" value="add" />
					<FileField
						name="file"
						label="Фотография страницы"
						hint="JPG или PNG, до 20 МБ; можно выбрать сразу несколько. Снимайте при дневном свете, лист положите на тёмный стол, чтобы были видны все края."
						accept={ACCEPT}
						multiple
					/>
					<div className="acts">
						<SubmitButton
							tone={count === 0 ? "main" : "second"}
							busyText={scripted ? "Добавляем…" : undefined}
						>
							Добавить
						</SubmitButton>
					</div>
				</Refusable>
			</Form>
		</Panel>
	)
}

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
							<Form method="post" className="acts">
								<input type="hidden" name="page" value={id} />
								<Act intent="turn" label="Повернуть" number={number} />
								{index > 0 ? <Act intent="up" label="Выше" number={number} /> : null}
								{number < pages.length ? <Act intent="down" label="Ниже" number={number} /> : null}
								<Act intent="remove" label="Убрать" number={number} />
							</Form>
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
		<span className="hide">: страница {number}</span>
	</button>
)

export function Assemble({ count }: { count: number }) {
	if (count === 0) return null
	return (
		<Panel tone="tint">
			<Form method="post">
				<input type="hidden" name="intent" value="assemble" />
				<SubmitButton busyText="Собираем…">Собрать PDF и прикрепить</SubmitButton>
			</Form>
			<p className="small muted mt-3">
				Проверьте, что есть все страницы и что они идут по порядку. Потом их можно собрать заново.
			</p>
		</Panel>
	)
}
