import process from "node:process"
import { parseArgs } from "node:util"
import { fillRegion, todayOf } from "./fill-region.ts"

// `npm run region -- --applications 255000 [--seed 1] [--today 2026-10-05]`

const WIDTH = 30
const { values } = parseArgs({
	options: {
		applications: { type: "string", default: "3000" },
		seed: { type: "string", default: "1" },
		today: { type: "string", default: todayOf() },
	},
})
const applications = Number(values.applications)
const seed = Number(values.seed)
const began = performance.now()

/** One line that is written over; a line of its own for each step where nobody watches. */
function progress(done: number) {
	const share = done / applications
	const bar = "█".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "░")
	const seconds = Math.round((performance.now() - began) / 1000)
	const line = `${bar} ${done.toLocaleString("ru")} из ${applications.toLocaleString("ru")}, ${seconds} с`
	process.stderr.write(process.stderr.isTTY ? `\r${line}` : `${line}\n`)
}

if (!Number.isInteger(applications) || applications < 1 || !Number.isInteger(seed)) {
	console.error("Число заявлений и seed — целые числа: npm run region -- --applications 255000 --seed 1")
	process.exitCode = 1
} else {
	try {
		await fillRegion({
			url: process.env.DATABASE_URL ?? "",
			applications,
			seed,
			today: values.today,
			progress,
		})
		console.log(
			`\nГотово. Оператора, который войдёт в этот регион, создаёт «npm run operator -- --username NAME --email ADDR».`,
		)
	} catch (error) {
		console.error(error instanceof Error ? error.message : error)
		process.exitCode = 1
	}
}
