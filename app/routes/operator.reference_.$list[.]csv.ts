import { referenceFile } from "#app/http/list-file.server.ts"

export const loader = referenceFile("csv")
