import { afterAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { note } from "#tests/proof/figures.ts"
import { SCHEMAS } from "./every-schema.ts"
import { oneOf, randomFrom, randomText, randomValue } from "./random-input.ts"

// Whatever is sent, a schema answers with a value or with Russian sentences, and the reader of bodies with fields or with a
// refusal of its own. Nothing is thrown that would become a 500. `npm run proof -- --fuzz` tries 10,000 inputs of each;
// FUZZ_SEED begins elsewhere.

const INPUTS = Number(process.env.FUZZ ?? 500)
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129)

/** The names that a schema reads, as far as it says so itself. */
function namesOf(schema: z.ZodType): string[] {
	if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
	if (schema instanceof z.ZodPipe) return namesOf(schema.in as z.ZodType)
	return []
}

/** An object with random values under its names and perhaps a strange one, or something else altogether. */
function inputFor(names: readonly string[], random: () => number): unknown {
	if (random() < 0.03) return randomValue(random)
	const input: Record<string, unknown> = random() < 0.5 ? Object.create(null) : {}
	for (const name of names) if (random() < 0.9) input[name] = randomValue(random)
	if (random() < 0.1)
		Object.defineProperty(input, randomText(random), { value: randomValue(random), enumerable: true })
	return input
}

const counted = { inputs: 0, accepted: 0, bodies: 0, read: 0 }
afterAll(() => note("fuzz", { ...counted, schemas: SCHEMAS.length, each: INPUTS, seed: SEED }))

const ASSURED = /^[А-ЯЁ«]/

describe("random input", () => {
	test.each(SCHEMAS)(`of ${INPUTS} kinds breaks no schema: %s`, (name, schema) => {
		const names = namesOf(schema)
		const random = randomFrom(SEED + [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0))
		const foreign = new Set<string>()
		for (let index = 0; index < INPUTS; index += 1) {
			const input = inputFor(names, random)
			const { success, error } = schema.safeParse(input)
			counted.inputs += 1
			if (success) counted.accepted += 1
			// Sentences repeat, so a part of them is enough.
			else if (index % 20 === 0)
				for (const { message } of error.issues) if (!ASSURED.test(message)) foreign.add(message)
		}
		expect([...foreign]).toEqual([])
	})

	test(`of ${INPUTS} kinds gives the reader of bodies fields or a refusal, and never more than a form may have`, async () => {
		const random = randomFrom(SEED)
		let read = 0
		let refused = 0
		for (let index = 0; index < INPUTS; index += 1) {
			const { body, type } = randomBody(random)
			const request = new Request("http://localhost/login", {
				method: "POST",
				body,
				headers: { "Content-Type": type },
			})
			try {
				const texts = (await receiveForm(request)).texts()
				read += 1
				for (const [name, text] of Object.entries(texts)) {
					expect(name).toMatch(/^[A-Za-z][\w-]{0,63}$/)
					// Nothing that PostgreSQL cannot store in a text.
					expect(/\0|\p{Surrogate}/u.test(text)).toBe(false)
				}
			} catch (error) {
				const { init, data } = error as { init?: { status: number }; data?: { message: string } }
				expect(init?.status, String(error)).toBe(400)
				expect(data?.message).toMatch(ASSURED)
				refused += 1
			}
		}
		counted.bodies += INPUTS
		counted.read += read
		expect(read).toBeGreaterThan(INPUTS / 10)
		expect(refused).toBeGreaterThan(INPUTS / 10)
	})
})

/** A form as browsers send it, with strange names and values, and often with damaged bytes. */
function randomBody(random: () => number): { body: Uint8Array<ArrayBuffer>; type: string } {
	const pairs = Array.from({ length: Math.floor(random() * 6) }, () => [
		random() < 0.7
			? oneOf(random, ["username", "reason", "id", "now", "a-b", "constructor"])
			: randomText(random),
		randomText(random),
	])
	const boundary = oneOf(random, ["x", "----WebKitFormBoundary7MA4YWxkTrZu0gW", "'", "ё"])
	const multipart = random() < 0.5
	const text = multipart
		? `${pairs
				.map(([name, value]) => {
					const file = random() < 0.1 ? '; filename="a.pdf"\r\nContent-Type: application/pdf' : ""
					return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`
				})
				.join("")}--${boundary}--\r\n`
		: pairs
				.map(([name, value]) =>
					random() < 0.5 ? new URLSearchParams([[name ?? "", value ?? ""]]) : `${name}=${value}`,
				)
				.join("&")
	const body = new Uint8Array(Buffer.from(text))
	for (let damage = random() < 0.3 ? 3 : 0; damage > 0 && body.length > 0; damage -= 1)
		body[Math.floor(random() * body.length)] = Math.floor(random() * 256)
	const type = oneOf(random, [
		multipart ? `multipart/form-data; boundary=${encodeURI(boundary)}` : "application/x-www-form-urlencoded",
		multipart
			? `multipart/form-data; boundary=${encodeURI(boundary)}`
			: "application/x-www-form-urlencoded; charset=koi8-r",
		"application/x-www-form-urlencoded",
		"multipart/form-data",
		"application/json",
		"text/plain",
		"multipart/form-data; boundary=",
	])
	return { body: random() < 0.1 ? body.subarray(0, body.length / 2) : body, type }
}
