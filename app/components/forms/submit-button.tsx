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
	/** Sent with the form: `name=value` of the pressed button. */
	name?: string
	value?: string
	/** «Отправляется…» while the form is on its way. */
	busyText?: string
	/** Submits another form of the page by its id. */
	form?: string
}

/** Marks itself busy while its own form is being sent by script; without script the browser does. */
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
