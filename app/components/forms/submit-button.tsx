import { useNavigation } from "@remix-run/react"
import type { ReactNode } from "react"
import { type ButtonTone, buttonClass } from "../ui/button.tsx"
import { Icon, type IconName } from "../ui/icon.tsx"

type SubmitButtonProps = {
	children: ReactNode
	tone?: ButtonTone
	small?: boolean
	wide?: boolean
	sign?: IconName
	/** Sent with the form: `name=value` of the button that was pressed. */
	name?: string
	value?: string
	/** «Отправляется…» while the form is being sent. */
	busyText?: string
	/** The id of another form on the page that the button submits. */
	form?: string
}

/** Shows itself as busy while its own form is being sent by script. Without a script the browser shows this. */
export function SubmitButton(props: SubmitButtonProps) {
	const { children, tone, small, wide, sign, name, value, busyText } = props
	const navigation = useNavigation()
	const busy =
		navigation.state !== "idle" &&
		navigation.formData !== undefined &&
		(!name || navigation.formData.get(name) === (value ?? ""))
	return (
		<button
			className={buttonClass(tone, small, wide)}
			type="submit"
			name={name}
			value={value}
			form={props.form}
			aria-busy={busy || undefined}
		>
			{busy ? <Icon name="turn" /> : sign ? <Icon name={sign} /> : null}
			{busy && busyText ? busyText : children}
		</button>
	)
}
