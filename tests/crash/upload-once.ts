import { createFileStore } from "#app/files/store.server.ts"
import { receiveUpload } from "#app/files/upload.server.ts"
import { DomainError } from "#app/utils/errors.ts"

// A process of its own, whose files may not grow past the limit that the test has set. It receives one upload and says what came of it.

const [folder = "", size = "0"] = process.argv.slice(2)
const form = new FormData()
form.set("reason", "что набрано")
form.set("scan", new File([new Uint8Array(Number(size)).fill(7)], "Скан.pdf"))
const request = new Request("http://localhost/x", { method: "POST", body: form })
try {
	const { files } = await receiveUpload(request, { store: createFileStore(folder) })
	console.log(JSON.stringify({ stored: files[0]?.hash }))
} catch (error) {
	if (!(error instanceof DomainError)) throw error
	console.log(JSON.stringify({ code: error.code, fields: error.fields }))
}
