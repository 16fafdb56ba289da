import { randomBytes } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { z } from "zod"

// Only this file reads process.env. Modules that need a setting import `env`, which is read once, at the first import.

export type Mode = "production" | "development" | "demo" | "test"

const modes: readonly Mode[] = ["production", "development", "demo", "test"]

/** `2026-10-01`, `2026-10-01T09:00` (both in Tomsk) or a full ISO moment. */
const moment = z
	.string()
	.transform((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text))
	.transform((text) => new Date(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00+07:00` : text))
	.refine((date) => !Number.isNaN(date.getTime()), "дата вида 2026-10-01 или 2026-10-01T09:00")

const address = (...protocols: string[]) =>
	z
		.string()
		.refine(
			(text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
			`адрес, который начинается с ${protocols.join(" или ")}`,
		)

const whole = (from: number, to: number) =>
	z
		.string()
		.refine(
			(text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to,
			`целое число от ${from} до ${to}`,
		)
		.transform(Number)

const shape = {
	PORT: whole(1, 65_535).default(3000),
	HOST: z.string().min(1).default("127.0.0.1"),
	PUBLIC_URL: address("http:", "https:").transform((text) => text.replace(/(?<!\/)\/+$/, "")),
	DATABASE_URL: address("postgresql:", "postgres:").optional(),
	FILES_URL: address("file:", "s3:"),
	MAIL_URL: address("smtp:", "smtps:", "file:"),
	MAIL_FROM: z.string().min(3).optional(),
	BOUNCES_URL: address("file:", "imap:", "imaps:").optional(),
	WORKER: z.enum(["in", "off"], "in или off").default("in"),
	SESSION_SECRET: z.string().min(32, "случайная строка, не короче 32 знаков"),
	TRUST_PROXY: z
		.string()
		.regex(/^(\d|false|loopback)$/, "число прокси перед программой, loopback или false")
		.transform((text) => (text === "loopback" ? text : Number(text) || false))
		.default(false),
	LOG_LEVEL: z.enum(
		["fatal", "error", "warn", "info", "debug", "trace", "silent"],
		"fatal, error, warn, info, debug, trace или silent",
	),
	METRICS_TOKEN: z.string().min(16, "случайная строка, не короче 16 знаков").optional(),
	CLAMD_URL: address("tcp:", "unix:").optional(),
	SECOND_FACTOR: z.enum(["optional", "required"], "optional или required").default("optional"),
	DATABASE_POOL: whole(1, 200).default(10),
	DEMO_NOW: moment.optional(),
}

const Settings = z.object(shape)

/** What each variable is for. The message names it if the variable is missing. */
const purposes: Readonly<Record<string, string>> = {
	PUBLIC_URL: "адрес, по которому программу открывают люди, например https://attestation.example",
	MAIL_URL: "почтовый сервер smtp://… или папка для писем file:…",
	SESSION_SECRET: "случайная строка, не короче 32 знаков",
}

export interface Env extends z.infer<typeof Settings> {
	readonly mode: Mode
	/** The folder for everything that this installation stores: `var/demo` in the demo, `var/data` elsewhere. */
	readonly dataFolder: string
}

/** Why the program cannot start: one line for each unusable variable, with its name and what is expected. */
export class SettingsError extends Error {
	readonly problems: readonly string[]

	constructor(problems: readonly string[]) {
		super(
			`Программа не может начать работу. Исправьте настройки:\n${problems.map((p) => `  ${p}`).join("\n")}`,
		)
		this.name = "SettingsError"
		this.problems = problems
	}
}

/**
 * Checks the settings of a process.
 * @throws SettingsError naming all wrong variables at once
 */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Env {
	const mode = modeOf(source)
	const folders = { production: "var/data", development: "var/data", demo: "var/demo", test: "var/test" }
	const dataFolder = path.resolve(folders[mode])
	// An empty variable was left blank in .env, so it counts as missing.
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value))
	const parsed = Settings.safeParse({ ...defaults(mode, dataFolder, given), ...given })
	if (!parsed.success) {
		throw new SettingsError(
			parsed.error.issues.map(({ path: [key], message }) => {
				const name = String(key)
				return given[name] === undefined
					? `${name} не задана: ${purposes[name] ?? message}`
					: `${name} не подходит: нужно ${message}`
			}),
		)
	}
	if (parsed.data.DEMO_NOW && mode !== "demo" && mode !== "test") {
		throw new SettingsError(["DEMO_NOW действует только в демонстрации: уберите её"])
	}
	return { ...parsed.data, mode, dataFolder }
}

function modeOf(source: Readonly<Record<string, string | undefined>>): Mode {
	const mode = modes.find((known) => known === source.APP_MODE)
	if (mode) return mode
	if (source.VITEST) return "test"
	return source.NODE_ENV === "production" ? "production" : "development"
}

/** Production has no default for what people or letters depend on. Elsewhere everything has a working default. */
function defaults(mode: Mode, dataFolder: string, { PORT = "3000" }: Record<string, string | undefined>) {
	const always = { FILES_URL: pathToFileURL(path.join(dataFolder, "files")).href }
	if (mode === "production") return { ...always, LOG_LEVEL: "info" }
	return {
		...always,
		PUBLIC_URL: `http://localhost:${PORT}`,
		MAIL_URL: pathToFileURL(path.join(dataFolder, "letters")).href,
		SESSION_SECRET: mode === "test" ? "a-secret-that-only-tests-ever-know" : keptSecret(dataFolder),
		LOG_LEVEL: { development: "info", demo: "warn", test: "silent" }[mode],
	}
}

/** A random secret created once for this folder, so that sessions survive a restart. */
function keptSecret(dataFolder: string): string {
	const file = path.join(dataFolder, "session-secret")
	try {
		return readFileSync(file, "utf8")
	} catch {
		mkdirSync(dataFolder, { recursive: true })
		writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 })
		return readFileSync(file, "utf8")
	}
}

export const env: Env = readEnv(process.env)

/** Where programs and temporary files are, the language and the time zone. A child process needs nothing else. */
const ABOUT_THE_COMPUTER = ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "TZ", "LANG", "LC_ALL"]

/** The environment of a process that reads uploaded files: it contains no settings and no secrets. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({
	NODE_ENV: "production",
	...Object.fromEntries(ABOUT_THE_COMPUTER.map((name) => [name, process.env[name]])),
})
