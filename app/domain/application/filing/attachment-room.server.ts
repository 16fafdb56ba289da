import { type Db, Prisma, rowsOf } from "#app/db/client.server.ts"
import {
	describeSize,
	MAX_APPLICATION_BYTES,
	MAX_APPLICATION_FILES,
	MAX_PERSON_BYTES_PER_DAY,
	MAX_PERSON_FILES_PER_DAY,
} from "#app/files/limits.ts"
import { invalid } from "#app/utils/errors.ts"

interface Wanted {
	applicationId: string
	/** The person who attaches. */
	personId: string
	files: readonly { size: number }[]
	now: Date
}

const DAY_MS = 86_400_000

/**
 * Checks that there is room for more documents, both in the application and for the person today. It runs inside the
 * transaction that holds the application's row, so two simultaneous uploads cannot both take the last place.
 *
 * @throws DomainError "invalid" that says what to do
 */
export async function ensureRoom(db: Db, { applicationId, personId, files, now }: Wanted): Promise<void> {
	if (files.length === 0) return
	const since = new Date(now.getTime() - DAY_MS)
	const [held] = await rowsOf<{ files: number; bytes: number; filesToday: number; bytesToday: number }>(
		db,
		Prisma.sql`
		SELECT count(*) FILTER (WHERE here)::int AS "files", coalesce(sum("size") FILTER (WHERE here), 0)::float8 AS "bytes",
			count(*) FILTER (WHERE today)::int AS "filesToday", coalesce(sum("size") FILTER (WHERE today), 0)::float8 AS "bytesToday"
		FROM (
			SELECT f."size", a."applicationId" = ${applicationId} AND a."removedAt" IS NULL AS here,
				a."addedById" = ${personId} AND a."addedAt" > ${since} AS today
			FROM "Attachment" a JOIN "StoredFile" f ON f."hash" = a."fileHash"
			WHERE a."applicationId" = ${applicationId} OR (a."addedById" = ${personId} AND a."addedAt" > ${since})
		) AS held`,
	)
	if (!held) return
	const bytes = files.reduce((sum, { size }) => sum + size, 0)
	if (held.files + files.length > MAX_APPLICATION_FILES)
		throw full(
			`К заявлению можно приложить не больше ${MAX_APPLICATION_FILES} файлов, сейчас их ${held.files}.`,
			"Уберите лишние или объедините несколько документов в один PDF.",
		)
	if (held.bytes + bytes > MAX_APPLICATION_BYTES)
		throw full(
			`Файлы заявления вместе занимают больше ${describeSize(MAX_APPLICATION_BYTES)}.`,
			"Уберите лишние или отсканируйте документы с меньшим качеством (200 точек на дюйм).",
		)
	if (
		held.filesToday + files.length > MAX_PERSON_FILES_PER_DAY ||
		held.bytesToday + bytes > MAX_PERSON_BYTES_PER_DAY
	)
		throw full(
			`За сутки один человек может приложить не больше ${MAX_PERSON_FILES_PER_DAY} файлов и ${describeSize(MAX_PERSON_BYTES_PER_DAY)}.`,
			"Остальные приложите завтра.",
		)
}

const full = (what: string, advice: string) => invalid({ file: `${what} ${advice}` }, `${what} ${advice}`)
