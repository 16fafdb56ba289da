import { isRouteErrorResponse, useRouteError } from "@remix-run/react"
import { type ComponentProps, useContext } from "react"
import { type Explanation, explainError } from "#app/utils/http/explain-error.ts"
import { paths } from "#app/utils/paths.ts"
import { useLostTyping } from "../forms/kept-typing.ts"
import { ButtonLink, buttonClass } from "../ui/button.tsx"
import { Wrap } from "../ui/wrap.tsx"
import { Cabinet } from "./cabinet.tsx"
import { CabinetShell } from "./shell.tsx"
import { ShellContext } from "./shell-context.ts"

/**
 * The error page of the root and of every cabinet. Inside a cabinet the menu stays. Outside, it has the menu that the answer
 * carries, or a plain head: then it does not know who is signed in, so it offers no sign-in.
 */
export function ErrorBoundary() {
	const inside = useContext(ShellContext) !== null
	const thrown = useRouteError()
	const error = explainError(thrown)
	const explanation = error.onward ? <DonePage {...error} onward={error.onward} /> : <ErrorPage {...error} />
	if (inside) return explanation
	const frame = frameIn(thrown)
	if (frame) return <Cabinet {...frame}>{explanation}</Cabinet>
	return (
		<CabinetShell nav={[]} offerSignIn={false}>
			{explanation}
		</CabinetShell>
	)
}

/** The menu of the person, in the answer of `raiseNotFound`. */
function frameIn(thrown: unknown): Omit<ComponentProps<typeof Cabinet>, "children"> | null {
	return isRouteErrorResponse(thrown) ? (thrown.data?.frame ?? null) : null
}

/** Shown when a form was sent twice. The input has arrived, so there is no need to go back. */
function DonePage({ title, message, onward }: Explanation & { onward: string }) {
	return (
		<Wrap className="failure">
			<h1>{title}</h1>
			<p className="lead">{message}</p>
			<div className="acts mt-6">
				<ButtonLink to={onward}>Продолжить</ButtonLink>
				<ButtonLink to={paths.home()} tone="second">
					Вернуться на главную
				</ButtonLink>
			</div>
		</Wrap>
	)
}

function ErrorPage({ title, message, reasons }: Explanation) {
	const form = useLostTyping()
	return (
		<Wrap className="failure">
			<h1>{title}</h1>
			<p className="lead">{message}</p>
			{reasons.length > 0 ? (
				<ul>
					{reasons.map((reason) => (
						<li key={reason}>{reason}</li>
					))}
				</ul>
			) : null}
			<div className="acts mt-6">
				{form ? (
					// A plain link, so that the browser loads the page again in any state.
					<a className={buttonClass()} href={form}>
						Вернуться к форме
					</a>
				) : null}
				<ButtonLink to={paths.home()} tone={form ? "second" : "main"}>
					Вернуться на главную
				</ButtonLink>
			</div>
			{form ? <p className="small muted mt-4">Набранное не пропало: оно будет в полях формы.</p> : null}
		</Wrap>
	)
}
