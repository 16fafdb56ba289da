import { DOCUMENT_KINDS } from "#prisma/data/index.ts"

export const kindNamed = (code: string) => DOCUMENT_KINDS.find((kind) => kind.code === code)

/** Content types that a document of this kind may have. */
export const acceptsOf = (code: string): readonly string[] => kindNamed(code)?.accepts ?? []
