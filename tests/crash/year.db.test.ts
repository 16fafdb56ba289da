import { spawn } from "node:child_process"
import { rmSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "vite"
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest"
import { note } from "../proof/figures.ts"
import { copyDatabase, dropDatabase } from "../setup/databases.ts"
import type { Play, Played } from "./year-director.ts"

// The same part of a year is played twice, in two databases. `npm test` plays a few weeks, `npm run proof -- --year` a whole year.

const SEED = Number(process.env.YEAR_SEED ?? 20_261_001)
const DAYS = Number(process.env.YEAR_DAYS ?? 24)
const KILLS = Number(process.env.YEAR_KILLS ?? 6)
const APPLICATIONS = Number(process.env.YEAR_APPLICATIONS ?? 7)

/** Two plays at once on a busy machine; a whole year needs far longer than any other test. */
const LONGEST_PLAY_MS = 600_000 + DAYS * 30_000

const cluster = inject("cluster")
// Inside node_modules, so that the bundle finds the packages.
const folder = path.resolve("node_modules/.cache", `attestation-year-${process.pid}`)
const database = (play: string) => `${cluster.template}_year_${process.pid}_${play}`

function play(name: string, order: Pick<Play, "kills">): Promise<Played> {
	return copyDatabase(cluster, database(name)).then(
		(url) =>
			new Promise((resolve, reject) => {
				const files = path.join(cluster.folder, `year-${process.pid}-${name}`)
				const whole: Play = {
					seed: SEED,
					days: DAYS,
					applications: APPLICATIONS,
					worker: path.join(folder, "year-worker.js"),
					...order,
				}
				const child = spawn(process.execPath, ["--import", "tsx", "tests/crash/year-director.ts"], {
					stdio: ["ignore", "inherit", "inherit", "ipc"],
					env: {
						...process.env,
						DATABASE_URL: url,
						FILES_URL: pathToFileURL(files).href,
						MAIL_URL: pathToFileURL(path.join(files, "letters")).href,
						YEAR: JSON.stringify(whole),
					},
				})
				let played: Played | undefined
				child.on("message", (message: Played) => {
					played = message
				})
				child.on("close", (code) =>
					played ? resolve(played) : reject(new Error(`the play of seed ${SEED} ended with ${code}`)),
				)
			}),
	)
}

let calm: Played
let stormy: Played
beforeAll(async () => {
	await build({
		configFile: false,
		logLevel: "error",
		build: { ssr: "tests/crash/year-worker.ts", outDir: folder, minify: false, target: "node20" },
	})
	;[calm, stormy] = await Promise.all([play("calm", { kills: 0 }), play("stormy", { kills: KILLS })])
}, LONGEST_PLAY_MS)
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true })
	for (const name of ["calm", "stormy"]) await dropDatabase(cluster, database(name))
})

/** Letters by their content, with how often each was written. Letters about the clock belong to the disturbance and are left out. */
const written = ({ letters }: Played) =>
	letters
		.map(({ key }) => key)
		.filter((key) => !key.startsWith("clock-held"))
		.sort()

describe(`${DAYS} days of a region, seed ${SEED}, with ${KILLS} kills, a day without mail and a clock that jumps`, () => {
	test("inform everybody of the same things as the undisturbed days, once", () => {
		expect(stormy.killed).toBe(KILLS)
		expect(calm.ledger.length).toBeGreaterThan(5)
		expect(stormy.ledger).toEqual(calm.ledger)
		expect(new Set(stormy.ledger).size).toBe(stormy.ledger.length)
	})

	test("write the same letters", () => {
		expect(written(stormy)).toEqual(written(calm))
	})

	test("deliver every letter that is still needed", () => {
		const arrived = new Set(stormy.received.map(({ id }) => id))
		for (const { id, key, state } of stormy.letters)
			expect({ key, arrived: arrived.has(id) }).toEqual({ key, arrived: state === "sent" })
		expect(stormy.letters.filter(({ state }) => !["sent", "dropped"].includes(state))).toEqual([])
		expect(arrived.size).toBeGreaterThan(5)
	})

	test("repeat a letter only where a worker died while handing it over, under the same Message-ID", () => {
		const known = new Set(stormy.letters.map(({ id }) => id))
		expect(stormy.received.filter(({ id }) => !known.has(id))).toEqual([])
		const repeated = stormy.received.length - new Set(stormy.received.map(({ id }) => id)).size
		expect(repeated).toBeLessThanOrEqual(stormy.killed)
		// Each repetition follows a hand-over in a turn in which a worker died, and no turn has more of them than deaths.
		const cut = stormy.received.filter(({ id }, at) =>
			stormy.received.some((one, later) => later > at && one.id === id),
		)
		const timesIn = (turns: readonly number[], turn: number) => turns.filter((one) => one === turn).length
		const turns = cut.map(({ turn }) => turn)
		expect(turns.filter((turn) => timesIn(turns, turn) > timesIn(stormy.deaths, turn))).toEqual([])
		note("year", {
			seed: SEED,
			killed: stormy.killed,
			turns: stormy.turns,
			notices: stormy.ledger.length,
			letters: stormy.letters.length,
			handedOver: new Set(stormy.received.map(({ id }) => id)).size,
			repeated,
		})
		expect(calm.received.length).toBe(new Set(calm.received.map(({ id }) => id)).size)
	})

	test("remind nobody of an application that has ended", () => {
		expect(calm.tooLate).toEqual([])
		expect(stormy.tooLate).toEqual([])
	})

	test("inform each operator once that the clock jumped a week ahead", () => {
		const held = stormy.letters.filter(({ key }) => key.startsWith("clock-held")).map(({ key }) => key)
		expect(held.length).toBeGreaterThan(0)
		expect(new Set(held).size).toBe(held.length)
	})
})
