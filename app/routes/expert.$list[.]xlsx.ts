import { expertFile } from "#app/http/list-file.server.ts"

export const loader = expertFile("xlsx")
