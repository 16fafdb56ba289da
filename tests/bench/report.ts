import { writeFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg, totalmem } from "node:os"

export interface Figure {
	readonly figure: string
	readonly value: string
	readonly yardstick: string
	readonly ratio: string
	readonly target: string
	/** Null for a figure without a target. */
	readonly met: boolean | null
}

const HEAD = ["Figure", "Value", "Yardstick of the same run", "Ratio", "Target", "Met"]

/** Writes the table of figures. @returns it as text for the terminal */
export function report(file: string, figures: readonly Figure[], notes: readonly string[]): string {
	const rows = figures.map((row) => [
		row.figure,
		row.value,
		row.yardstick,
		row.ratio,
		row.target,
		row.met === null ? "—" : row.met ? "yes" : "**no**",
	])
	const table = [HEAD, HEAD.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")
	const text = `${table}\n\n${notes.map((note) => `- ${note}`).join("\n")}\n`
	writeFileSync(file, `# Benchmarks\n\nWritten by \`npm run bench\`.\n\n${text}`)
	return text
}

/** The conditions that influence the figures: the machine, but not its name. */
export function machine(busyBefore: number): string {
	const model = cpus()[0]?.model.trim() || "unknown processor"
	const memory = Math.round(totalmem() / 2 ** 30)
	const busy = `load ${busyBefore.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after`
	return `${availableParallelism()} cores (${model}), ${memory} GB, Node.js ${process.versions.node}, ${process.platform}; ${busy}; ${new Date().toISOString().slice(0, 10)}.`
}
