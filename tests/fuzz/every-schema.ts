import { readdirSync, readFileSync } from "node:fs"
import path from "node:path"
import { z } from "zod"
import "#app/domain/index.server.ts"
import { acceptSchema, registerInvitedSchema } from "#app/domain/invitation/invitation.schema.ts"
import { ROLES } from "#app/policies/policy.ts"
import { askedOf } from "#app/policies/profile.policy.ts"
import "#app/utils/russian-issues.ts"
import { commandsOf } from "#app/workflow/registry.server.ts"
import type { SubjectName } from "#machines/lifecycles.ts"

const ROOMS = ["app/domain", "app/letters", "app/http", "app/utils"]
const EVENTS_FROM_OUTSIDE: SubjectName[] = ["application", "withdrawal", "schedule", "invitation", "letter"]

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType

/** Every schema that a module of these rooms exports. */
async function exportedSchemas(): Promise<[name: string, schema: z.ZodType][]> {
	const files = ROOMS.flatMap((room) =>
		readdirSync(room, { recursive: true, encoding: "utf8" }).map((file) => path.join(room, file)),
	).filter(
		(file) =>
			/\.ts$/.test(file) &&
			!/\.(test|cli)\.ts$/.test(file) &&
			readFileSync(file, "utf8").includes('from "zod"'),
	)
	const modules = await Promise.all(
		files.map(async (file) => [file, await import(/* @vite-ignore */ `../../${file}`)] as const),
	)
	return modules.flatMap(([file, module]) =>
		Object.entries(module)
			.filter((entry): entry is [string, z.ZodType] => isSchema(entry[1]))
			.map(([name, schema]): [string, z.ZodType] => [`${path.basename(file)} ${name}`, schema]),
	)
}

/** Every schema of the product that reads what people send: exported ones, those of events, and those of invitations. */
export const SCHEMAS: [string, z.ZodType][] = [
	...(await exportedSchemas()),
	...EVENTS_FROM_OUTSIDE.flatMap((subject) =>
		commandsOf(subject).map(({ event, schema }): [string, z.ZodType] => [event, schema]),
	),
	...ROLES.flatMap((role): [string, z.ZodType][] => [
		[`the invitation of ${role}`, registerInvitedSchema(askedOf(role))],
		[`one more role, ${role}`, acceptSchema(askedOf(role))],
	]),
]
