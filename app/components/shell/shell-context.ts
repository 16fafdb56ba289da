import { createContext, useContext } from "react"

export type Width = "narrow" | "wide"

/** The width of the cabinet that a component stands in; null outside of any cabinet. */
export const ShellContext = createContext<Width | null>(null)

export const useWrapClass = () => (useContext(ShellContext) === "wide" ? "wrap wrap--wide" : "wrap")
