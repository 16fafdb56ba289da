import { useState } from "react"
import { useScripted } from "../forms/scripted.ts"
import { buttonClass } from "../ui/button.tsx"

/** A value with a button that copies it. Without a script only the value, to be selected by hand. */
export function CopyValue({ value, what }: { value: string; what: string }) {
	const scripted = useScripted()
	const [copied, setCopied] = useState(false)
	const copy = () =>
		navigator.clipboard.writeText(value).then(
			() => setCopied(true),
			() => setCopied(false),
		)
	return (
		<>
			<span className="nowrap">{value}</span>
			{scripted ? (
				<>
					{" "}
					<button type="button" className={buttonClass("text", true)} onClick={copy}>
						{copied ? "Скопировано" : "Скопировать"}
						<span className="hide"> — {what}</span>
					</button>
				</>
			) : null}
		</>
	)
}
