import { useLocation } from "@remix-run/react"
import { Alert } from "../ui/alert.tsx"
import { Link } from "../ui/link.tsx"

/** Shown when a form was sent twice. The first one was carried out, so this is not an error. */
export function AlreadyDone({ message, onward }: { message: string; onward: string }) {
	const { pathname, search } = useLocation()
	return (
		<Alert live title={message.replace(/\.$/, "")}>
			{onward.split("#")[0] === pathname + search ? null : (
				<p>
					<Link to={onward}>Перейти дальше</Link>
				</p>
			)}
		</Alert>
	)
}
