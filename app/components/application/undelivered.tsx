import type { UndeliveredLetter } from "#app/letters/undelivered.server.ts"
import { Alert } from "../ui/alert.tsx"

/** Says on the page that caused a letter that the letter was not delivered, and what to do. */
export function Undelivered({
	letters,
	className,
}: {
	letters: readonly UndeliveredLetter[]
	className?: string
}) {
	if (letters.length === 0) return null
	return (
		<Alert
			tone="bad"
			className={className}
			title={letters.length === 1 ? "Письмо не доставлено" : "Письма не доставлены"}
		>
			<ul>
				{letters.map(({ id, to, subject, why }) => (
					<li key={id}>
						«{subject}» на адрес {to}. {why ? `Почтовый сервер ответил: ${why}` : null}
					</li>
				))}
			</ul>
			<p className="mt-2">Позвоните получателю и уточните адрес электронной почты.</p>
		</Alert>
	)
}
