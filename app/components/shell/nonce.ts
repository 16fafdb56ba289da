import { createContext, useContext } from "react"

/** The nonce of the present answer; on the client it is not known and not needed. */
export const NonceContext = createContext<string | undefined>(undefined)

export const useNonce = () => useContext(NonceContext)
