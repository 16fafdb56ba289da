import { execFile } from "node:child_process"
import { promisify } from "node:util"

// The sheets of this folder are made by programs that share no code with the reader: LibreOffice lays out the forms,
// poppler draws them, ImageMagick spoils them.

const run = promisify(execFile)

export const tool = async (command: string, ...args: string[]) =>
	(await run(command, args, { maxBuffer: 64 * 1024 * 1024 })).stdout

/** The programs that are not installed on this computer. */
export async function missingTools(): Promise<string[]> {
	const asked: [string, string][] = [
		["soffice", "--version"],
		["pdftoppm", "-v"],
		["pdftotext", "-v"],
		["convert", "-version"],
	]
	const found = await Promise.all(
		asked.map(([command, flag]) =>
			run(command, [flag]).then(
				() => true,
				() => false,
			),
		),
	)
	return asked.flatMap(([command], index) => (found[index] ? [] : [command]))
}
