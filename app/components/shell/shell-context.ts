import { createContext, useContext } from "react"

export type Width = "narrow" | "wide"

/** The width of the cabinet around a component; null outside of any cabinet. */
export const ShellContext = createContext<Width | null>(null)

export const useWrapClass = () => (useContext(ShellContext) === "wide" ? "wrap wrap--wide" : "wrap")
