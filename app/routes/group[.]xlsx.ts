import { groupFile } from "#app/http/list-file.server.ts"

export const loader = groupFile("xlsx")
