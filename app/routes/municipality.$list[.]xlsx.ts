import { municipalityFile } from "#app/http/list-file.server.ts"

export const loader = municipalityFile("xlsx")
