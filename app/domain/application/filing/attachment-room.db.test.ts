import { beforeAll, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { MAX_APPLICATION_FILES, MAX_PERSON_FILES_PER_DAY } from "#app/files/limits.ts"
import { bring, NOW, of, openRegion, teachers } from "#tests/factories.ts"
import { ensureRoom } from "./attachment-room.server.ts"

let applicationId: string
let personId: string
const MEBIBYTE = 1024 * 1024
const files = (count: number, size = 1) => Array.from({ length: count }, () => ({ size }))
const ask = (wanted: readonly { size: number }[], later = 0) =>
	ensureRoom(prisma, { applicationId, personId, files: wanted, now: new Date(NOW.getTime() + later) })

beforeAll(async () => {
	const people = await openRegion(["municipal", "school"], teachers(["boris"]))
	personId = of(people, "boris").id
	applicationId = await bring(people, { teacher: "boris", until: "submitted" })
	await prisma.storedFile.create({
		data: { hash: "0".repeat(64), size: 1, type: "application/pdf", extension: "pdf", storedAt: NOW },
	})
})

async function attach(count: number, removedAt: Date | null = null) {
	await prisma.attachment.createMany({
		data: files(count).map(() => ({
			applicationId,
			kind: "publication",
			purpose: "evidence",
			fileHash: "0".repeat(64),
			addedById: personId,
			addedAt: NOW,
			removedAt,
		})),
	})
}

test("an application accepts at most a hundred files, and the refusal says what to do", async () => {
	const held = await prisma.attachment.count({
		where: { applicationId, removedAt: null, fileHash: { not: null } },
	})
	await expect(ask(files(MAX_APPLICATION_FILES - held))).resolves.toBeUndefined()
	await expect(ask(files(MAX_APPLICATION_FILES - held + 1))).rejects.toMatchObject({
		code: "invalid",
		fields: { file: expect.stringContaining("не больше 100 файлов") },
	})
	await attach(MAX_APPLICATION_FILES - held)
	await expect(ask(files(1))).rejects.toThrow("объедините несколько документов")
})

test("a removed file makes room in the application, but still counts for the day of the person who attached it", async () => {
	await prisma.attachment.updateMany({ where: { applicationId }, data: { removedAt: NOW } })
	await expect(ask(files(10))).resolves.toBeUndefined()
	await attach(MAX_PERSON_FILES_PER_DAY, NOW)
	await expect(ask(files(1))).rejects.toThrow("За сутки")
	await expect(ask(files(1), 86_400_001)).resolves.toBeUndefined()
})

test("files that are too large together are refused, however few they are", async () => {
	await expect(ask(files(16, 20 * MEBIBYTE), 86_400_001)).rejects.toThrow("больше 300 МБ")
})
