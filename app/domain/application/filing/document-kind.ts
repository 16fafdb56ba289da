import { isEvidence } from "#machines/application/document-purpose.ts"
import { DOCUMENT_KINDS, type DocumentKind } from "#prisma/data/index.ts"

export const kindNamed = (code: unknown) => DOCUMENT_KINDS.find((kind) => kind.code === code)

/** Content types that a document of this kind may have. */
export const acceptsOf = (code: string): readonly string[] => kindNamed(code)?.accepts ?? []

const LINK = "link"

/** Evidence of this kind is a link, not a file. */
export const takesLink = ({ accepts }: DocumentKind) => accepts.includes(LINK)

export const EVIDENCE_KINDS = DOCUMENT_KINDS.filter(({ purpose }) => isEvidence(purpose))
export const EVIDENCE_FILE_KINDS = EVIDENCE_KINDS.filter((kind) => !takesLink(kind))
