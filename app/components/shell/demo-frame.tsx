import type { ReactNode } from "react"
import { paths } from "#app/utils/paths.ts"
import { CabinetShell } from "./shell.tsx"

const MENU = [
	{ to: paths.demo(), label: "Демонстрация" },
	{ to: paths.demoClock(), label: "Часы" },
	{ to: paths.demoMail(), label: "Письма" },
]

/** The frame of the pages that exist only in the demo. */
export const DemoFrame = ({ children }: { children: ReactNode }) => (
	<CabinetShell nav={MENU}>{children}</CabinetShell>
)
