import { useRouteLoaderData } from "@remix-run/react"
import type { Toast as ToastData } from "#app/utils/http/toast.ts"
import { classes } from "../ui/classes.ts"
import { Icon } from "../ui/icon.tsx"
import { useWrapClass } from "./shell-context.ts"

/**
 * Says once what was just done. The live region is always rendered, because screen readers announce only changes inside an
 * existing region.
 */
export function Toast() {
	const toast = useRouteLoaderData<{ toast: ToastData | null }>("root")?.toast
	return (
		<output className={classes(useWrapClass(), "toastbar")}>
			{toast ? (
				<span className={classes("toast", toast.tone === "bad" && "toast--bad")}>
					<Icon name={toast.tone === "bad" ? "warn" : "okc"} />
					<span>{toast.message}</span>
					{toast.link ? <a href={toast.link.to}>{toast.link.label}</a> : null}
				</span>
			) : null}
		</output>
	)
}
