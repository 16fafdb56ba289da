import { beforeAll, describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { type Cast, of, openRegion } from "#tests/factories.ts"
import { ListQuerySchema, viewList } from "./lists.view.server.ts"

let people: Cast
let own = ""
beforeAll(async () => {
	people = await openRegion(["operator"], [])
	await prisma.organisation.createMany({
		data: [
			...Array.from({ length: 60 }, (_, index) => ({
				municipalityCode: "tomsk",
				name: `МАОУ СОШ № ${1000 + index} «Ёлочка»`,
				kind: "school",
			})),
			{ municipalityCode: "seversk", name: "МБОУ «Соседний ёжик»", kind: "school" },
			{ municipalityCode: "tomsk", name: "МБОУ «Закрытый ёжик»", kind: "school", active: false },
		],
	})
	own = await named("№ 1000")
})

async function named(part: string): Promise<string> {
	const { id } = await prisma.organisation.findFirstOrThrow({ where: { name: { contains: part } } })
	return id
}

async function merger(asked: Record<string, string>) {
	const query = ListQuerySchema.parse({ edit: own, ...asked })
	const { open } = await viewList({ actor: of(people, "operator"), name: "organisations", query })
	return open?.merger
}
const searched = (neighbour: string, more: Record<string, string> = {}) =>
	merger({ neighbour, find: "1", ...more })
const found = async (words: string) => (await searched(words))?.choices.map(({ label }) => label)

describe("the other organisation of a merger, in a municipality with more of them than a person can read", () => {
	test("is offered among the first ones, and found by words of its name in any order", async () => {
		const offered = await merger({})
		expect(offered).toMatchObject({ searched: true, plan: null, wrong: null })
		expect(offered?.choices).toHaveLength(50)
		expect(offered?.total).toBeGreaterThan(58)
		expect(await found("елочка 1059 маоу")).toEqual(["МАОУ СОШ № 1059 «Ёлочка»"])
		expect(await found("ЁЛОЧКА 105")).toHaveLength(10)
	})

	test.each([
		"соседний ёжик",
		"закрытый ёжик",
		"№ 1000",
		"%",
		"_",
		"\\",
		"'; drop",
		"я".repeat(200),
	])("is not found by %j: in another municipality, closed, the organisation itself, nonsense", async (words) => {
		expect(await searched(words)).toMatchObject({ choices: [], plan: null, wrong: null })
	})

	test("stays chosen while others are looked for, and nothing is planned before that is asked", async () => {
		const into = await named("№ 1058")
		const found = await searched("1001", { into })
		expect(found?.choices.map(({ label }) => label)).toEqual([
			"МАОУ СОШ № 1058 «Ёлочка»",
			"МАОУ СОШ № 1001 «Ёлочка»",
		])
		expect(found).toMatchObject({ chosen: into, plan: null, wrong: null })
		expect(await merger({ neighbour: "1001", into })).toMatchObject({ plan: { into: { id: into } } })
	})

	test("is asked for when what would change is asked for after a search that found nothing", async () => {
		expect(await merger({ neighbour: "нет такой", into: "" })).toMatchObject({
			choices: [],
			plan: null,
			wrong: expect.stringMatching(/^Выберите/),
		})
	})
})
