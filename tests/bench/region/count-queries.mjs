import { createServer } from "node:http"
import process from "node:process"
import pg from "pg"

// Imported by the measured server before the program: counts the statements that it sends, and tells the number to whoever
// asks on a port of its own.

let sent = 0
const query = pg.Client.prototype.query
Object.assign(pg.Client.prototype, {
	/** @this {pg.Client} @param {unknown[]} args */
	query(...args) {
		sent += 1
		return Reflect.apply(query, this, args)
	},
})

createServer((_, answer) => answer.end(String(sent)))
	.listen(Number(process.env.BENCH_COUNTER_PORT), "127.0.0.1")
	.unref()
