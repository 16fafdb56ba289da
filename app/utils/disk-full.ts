import { DomainError } from "./errors.ts"
import { log } from "./log.server.ts"

/** What a write says when the disk, its quota or the process's limit of file sizes is used up; the last is PostgreSQL's. */
const CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG", "53100"])

/** For this long after a refused write, monitoring is told that the disk is full. */
const TOLD_FOR_MS = 60_000

/** Whether there was no space for a write. Libraries wrap each other's errors, so the causes are checked too. */
export function isDiskFull(error: unknown, depth = 0): boolean {
	if (typeof error !== "object" || error === null || depth > 5) return false
	const field = (name: string): unknown => Reflect.get(error, name)
	if (CODES.has(field("code")) || CODES.has(field("originalCode"))) return true
	return ["cause", "meta", "driverAdapterError"].some((name) => isDiskFull(field(name), depth + 1))
}

export const NO_SPACE =
	"На сервере кончилось место, ничего не сохранено. Всё, что Вы сохранили раньше, цело. Сообщите оператору и повторите позже."

let refusedAt = Number.NEGATIVE_INFINITY

/** Notes a write for which there was no space, so that the log and `/readyz` say it. */
export function noteDiskFull(error: unknown, what: "an upload was refused" | "nothing was saved"): void {
	refusedAt = performance.now()
	log.error({ err: error }, `the disk is full: ${what}`)
}

/** @throws Error when a write was refused a moment ago */
export function ensureRoomOnDisk(): void {
	if (performance.now() - refusedAt < TOLD_FOR_MS) throw new Error("the disk is full: writes are refused")
}

/** Turns the database's lack of space into a refusal, so that the page stays and nothing typed is lost. Other errors stay as they are. */
export function orNoSpace(error: unknown): unknown {
	if (!isDiskFull(error)) return error
	noteDiskFull(error, "nothing was saved")
	return new DomainError("no-space", NO_SPACE)
}
