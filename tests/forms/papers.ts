import { type Paper, scan } from "../flows/papers.ts"

const readable = await scan("", { pages: 2, shade: 0.6 })

export const pdf = (name: string): Paper => ({ ...readable, name })

/** The smallest possible picture. */
export const picture = (name: string): Paper => ({
	name,
	mimeType: "image/png",
	buffer: Buffer.from(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
		"base64",
	),
})

/** A small sheet with two lines on it: a picture that shows something. */
export const sheetPhoto = (name: string): Paper => ({
	name,
	mimeType: "image/png",
	buffer: Buffer.from(
		"iVBORw0KGgoAAAANSUhEUgAAACoAAAA8AQMAAAAqgrqeAAAABlBMVEX///8AAABVwtN+AAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAG0lEQVQY02NgIBMw/////wNRFAU2/CGOGuYAAN57KY+5ldb3AAAAAElFTkSuQmCC",
		"base64",
	),
})

/** A text file whose name claims that it is a scan. */
export const pretended = (name: string): Paper => ({
	name,
	mimeType: "application/pdf",
	buffer: Buffer.from("not a scan at all"),
})

export const CONCLUSION = { verdict: "meets", complete: true, file: pdf("Заключение.pdf") }
export const SIGNED_CONCLUSION = { ...CONCLUSION, signedByTeacher: true }
/** Why an expert from the teacher's own school assesses the teacher all the same. */
export const COLLEAGUE = "Единственный специалист по предмету"

/** A table as office programs save it. */
export const table = (text: string): Paper => ({
	name: "Список.csv",
	mimeType: "text/csv",
	buffer: Buffer.from(text),
})
