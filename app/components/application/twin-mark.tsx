import type { Twins } from "#app/domain/person/second-account.server.ts"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"

/** Says that the teacher of this application seems to have another account, so that nobody looks for papers in the wrong one. */
export function TwinMark({ twins }: { twins: Twins }) {
	if (!twins) return null
	const { logins, elsewhere, merge } = twins
	return (
		<Alert tone="wait" title="Похоже, у этого человека есть ещё одна учётная запись">
			<p>
				{logins.length > 0 ? `Имя пользователя: ${logins.join(", ")}. ` : null}
				{elsewhere ? "Учётная запись другого муниципалитета. " : null}
				{merge ? null : "Если это один человек, попросите оператора объединить их."}
			</p>
			{merge ? <Link to={merge}>Сравнить и объединить</Link> : null}
		</Alert>
	)
}
