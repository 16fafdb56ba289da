import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { promisify } from "node:util"
import PizZip from "pizzip"

const run = promisify(execFile)
const PROGRAM = ["/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find(existsSync)

/**
 * Every file opened and saved again by LibreOffice, if it is installed. Otherwise the files are changed in the same way as
 * LibreOffice 7.4 does; `fixtures/` has two that it has really saved.
 */
export async function savedByLibreOffice(files: ReadonlyMap<string, Buffer>): Promise<Map<string, Buffer>> {
	if (!PROGRAM) return new Map([...files].map(([name, bytes]) => [name, asLibreOfficeSaves(bytes)]))
	const folder = await mkdtemp(join(tmpdir(), "attestation-office-"))
	try {
		await mkdir(join(folder, "in"))
		for (const [name, bytes] of files) await writeFile(join(folder, "in", `${name}.docx`), bytes)
		await run(
			PROGRAM,
			[
				`-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
				"--headless",
				"--convert-to",
				"docx:MS Word 2007 XML",
				"--outdir",
				join(folder, "out"),
				...[...files.keys()].map((name) => join(folder, "in", `${name}.docx`)),
			],
			{ timeout: 120_000 },
		)
		const saved = [...files.keys()].map(
			async (name) => [name, await readFile(join(folder, "out", `${name}.docx`))] as const,
		)
		return new Map(await Promise.all(saved))
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
}

/** LibreOffice drops the tags of content controls, renumbers styles and describes a picture twice. */
function asLibreOfficeSaves(bytes: Buffer): Buffer {
	const zip = new PizZip(bytes)
	for (const { name } of zip.file(/^word\/(document|styles|header\d*|footer\d*)\.xml$/)) {
		const text = zip.file(name)?.asText() ?? ""
		const saved = text
			.replace(/<w:sdtPr>.*?<\/w:sdtPr>/gs, "<w:sdtPr></w:sdtPr>")
			.replaceAll('"SheetBars"', '"Style13"')
			.replace(
				/<pic:cNvPr id="(\d+)" name="([^"]*)"\/>/g,
				'<pic:cNvPr id="$1" name="$2" descr="$2"></pic:cNvPr>',
			)
		zip.file(name, saved)
	}
	return zip.generate({ type: "nodebuffer" })
}
