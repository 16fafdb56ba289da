import { useFetcher } from "@remix-run/react"
import { useEffect, useRef } from "react"
import type { FieldMeta } from "../forms/field-base.tsx"
import { Checkbox, Field, PasswordField } from "../forms/forms.tsx"
import { Fold } from "../ui/panel.tsx"

/** The full name as in the passport. */
export function NameFields({ fields }: { fields: Record<"surname" | "name" | "patronymic", FieldMeta> }) {
	return (
		<>
			<Field field={fields.surname} label="Фамилия" hint="Русскими буквами" autoComplete="family-name" />
			<Field field={fields.name} label="Имя" autoComplete="given-name" />
			<Field field={fields.patronymic} label="Отчество" hint="Если есть" autoComplete="additional-name" />
		</>
	)
}

const TYPING_PAUSE_MS = 400
const CHECK = "/register/username"

/** Login and password. The page says whether the login is free while it is typed, and the form checks it again. */
export function LoginFields({ fields }: { fields: Record<"username" | "password", FieldMeta> }) {
	const check = useFetcher<{ username: string; taken: string | null }>()
	const timer = useRef<number>()
	useEffect(() => () => window.clearTimeout(timer.current), [])
	// Loads the route once in advance. Otherwise a form that is sent while the script is still looking up this route would
	// end on «Страница не найдена».
	useEffect(() => check.load(CHECK), [check.load])
	const { id, name, defaultValue, errors = [] } = fields.username
	const taken = check.data?.taken
	// Each property is listed, because Conform's field is a proxy and spreading it gives nothing.
	const username = { id, name, defaultValue, errors: taken && !errors.includes(taken) ? [taken] : errors }
	return (
		<>
			<div
				className="field"
				aria-live="polite"
				onInput={({ target }) => {
					window.clearTimeout(timer.current)
					if (!(target instanceof HTMLInputElement)) return
					const typed = target.value.trim()
					timer.current = window.setTimeout(
						() => check.load(`${CHECK}?username=${encodeURIComponent(typed)}`),
						TYPING_PAUSE_MS,
					)
				}}
			>
				<Field
					field={username}
					label="Имя пользователя"
					hint="Латинские буквы и цифры, от 3 до 32 знаков. Запишите его: с ним Вы будете входить."
					autoComplete="username"
					verbatim
					className="field--steady"
				/>
			</div>
			<PasswordField
				field={fields.password}
				label="Пароль"
				hint="Не короче 8 знаков"
				autoComplete="new-password"
			/>
		</>
	)
}

export function ConsentField({ field, text }: { field: FieldMeta; text: readonly string[] }) {
	return (
		<>
			<Checkbox
				field={field}
				defaultChecked={field.defaultValue === "on"}
				label="Даю согласие на обработку персональных данных"
			/>
			<Fold title="Текст согласия">
				{text.map((paragraph) => (
					<p key={paragraph} className="mt-2 small">
						{paragraph}
					</p>
				))}
			</Fold>
		</>
	)
}
