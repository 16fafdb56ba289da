import { createContext, useContext } from "react"

/** The nonce of the current response. The browser neither knows nor needs it. */
export const NonceContext = createContext<string | undefined>(undefined)

export const useNonce = () => useContext(NonceContext)
