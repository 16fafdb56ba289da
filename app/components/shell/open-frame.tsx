import type { ComponentProps, ReactNode } from "react"
import { Cabinet } from "./cabinet.tsx"
import { PublicFrame } from "./public-frame.tsx"

type Frame = Omit<ComponentProps<typeof Cabinet>, "children">

/** The frame of a page that everybody can read: a person's own cabinet, or the public frame for a visitor. */
export const OpenFrame = ({ frame, children }: { frame: Frame | null; children: ReactNode }) =>
	frame ? <Cabinet {...frame}>{children}</Cabinet> : <PublicFrame>{children}</PublicFrame>
