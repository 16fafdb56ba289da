import { schoolFile } from "#app/http/list-file.server.ts"

export const loader = schoolFile("csv")
