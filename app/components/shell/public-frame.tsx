import type { ReactNode } from "react"
import { paths } from "#app/utils/paths.ts"
import { CabinetShell } from "./shell.tsx"

const SCHEDULES = [{ to: paths.schedules(), label: "Графики аттестации" }]
const HELP = [
	{ to: paths.help(), label: "Помощь" },
	{ to: paths.rules(), label: "Правила и сроки" },
]
const WAYS_IN = [
	{ to: paths.login(), label: "Вход" },
	{ to: paths.register(), label: "Регистрация" },
]

/** The frame of the public pages: sign-in, registration, links from letters. */
export function PublicFrame({
	children,
	who,
	offerSignIn,
}: {
	children: ReactNode
	who?: { name: string; role: string } | null
	offerSignIn?: boolean
}) {
	return (
		<CabinetShell
			nav={SCHEDULES}
			foot={who ? [...SCHEDULES, ...HELP] : [...SCHEDULES, ...HELP, ...WAYS_IN]}
			who={who}
			offerSignIn={offerSignIn}
		>
			{children}
		</CabinetShell>
	)
}
