import { afterAll, beforeAll } from "vitest"
import { startServer, type TestServer } from "../setup/server.ts"
import { Stage } from "./application-cells.ts"
import { note } from "./figures.ts"
import { closeConnections } from "./http.ts"
import { LATER_LOCAL, World } from "./world.ts"

/** Where the cells of a file are tried: a region, the program that serves it, and the sender of forms. */
export interface Ground {
	world: World
	stage: Stage
	server: TestServer
}

/**
 * Prepares the ground before the tests of a file and removes it after them. It is empty until then.
 * @param part the name of the file's figures
 * @param approved how many applications with an approved period the cells need
 */
export function openGround(
	part: string,
	{ approved, teachers = [] }: { approved: number; teachers?: readonly string[] },
): Ground {
	const ground = {} as Ground

	beforeAll(async () => {
		ground.world = await World.open(teachers)
		await ground.world.approve(approved)
		await ground.world.letFallDue()
		ground.server = await startServer({ data: "own", env: { DEMO_NOW: LATER_LOCAL } })
		ground.stage = new Stage(ground.world, ground.server.url)
	})

	afterAll(async () => {
		closeConnections()
		await ground.server?.dispose()
		const { executed, refused } = ground.stage ?? {}
		console.log(`${part}: ${executed} carried out, ${refused} refused`)
		note(part, { executed, refused })
	})

	return ground
}
