import type { CalendarView } from "#app/domain/calendar/calendar.view.server.ts"
import { Field, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"

/** The private address for a calendar program, with the buttons that create and delete it. */
export function Feed({ feed }: Pick<CalendarView, "feed">) {
	if (!feed)
		return (
			<div className="stack">
				<p>
					Ваши сроки можно видеть в календаре телефона или компьютера: система создаст личный адрес, на
					который календарь подписывается сам. Входить в систему для этого не нужно.
				</p>
				<PostForm className="acts">
					<SubmitButton name="intent" value="open" tone="second" busyText="Создаём…">
						Создать личный адрес календаря
					</SubmitButton>
				</PostForm>
			</div>
		)
	return (
		<div className="stack">
			<Field
				name="address"
				label="Личный адрес календаря"
				hint="Скопируйте и добавьте в своём календаре: «Добавить по адресу» или «Подписаться». Новое и отменённое появится там само."
				defaultValue={feed.address}
				readOnly
				verbatim
			/>
			<p className="small muted">
				Создан {feed.since}. Кто знает адрес, видит Ваши сроки: не пересылайте его. Если он стал известен
				другим, создайте новый — прежний сразу перестанет работать.
			</p>
			<PostForm className="acts">
				<SubmitButton name="intent" value="open" tone="second" busyText="Создаём…">
					Создать новый адрес
				</SubmitButton>
				<SubmitButton name="intent" value="revoke" tone="bad" busyText="Отключаем…">
					Отключить адрес
				</SubmitButton>
			</PostForm>
		</div>
	)
}
