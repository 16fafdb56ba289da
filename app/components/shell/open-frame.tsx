import type { ComponentProps, ReactNode } from "react"
import { Cabinet } from "./cabinet.tsx"
import { PublicFrame } from "./public-frame.tsx"

type Frame = Omit<ComponentProps<typeof Cabinet>, "children">

/** The frame of a page that everybody reads: one's own cabinet, or the public frame for a stranger. */
export const OpenFrame = ({ frame, children }: { frame: Frame | null; children: ReactNode }) =>
	frame ? <Cabinet {...frame}>{children}</Cabinet> : <PublicFrame>{children}</PublicFrame>
