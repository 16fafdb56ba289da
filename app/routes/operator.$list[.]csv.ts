import { operatorFile } from "#app/http/list-file.server.ts"

export const loader = operatorFile("csv")
