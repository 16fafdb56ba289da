import { z } from "zod"
import { ROLES } from "#app/policies/policy.ts"
import { isCivilDate } from "#app/utils/civil-date.ts"
import { RULE_GROUPS, type RuleChanges, type RuleGroup } from "#machines/rulebook/index.ts"
import { NUMBER_NAMES, type NumberName } from "#machines/rulebook/numbers.ts"

// The schema of the table's JSON. It is also checked when it is read, because an edition may be older than the program that reads it.

const date = z.string().refine(isCivilDate)
/** Limits are checked only where operators type, because a later version with other limits must still be able to read what is in force. */
const numbers = z.partialRecord(z.enum(NUMBER_NAMES as [NumberName, ...NumberName[]]), z.number().int())

const change = z.object({
	from: date.optional(),
	to: date.nullable().optional(),
	title: z.string().min(1).optional(),
	text: z.string().min(1).optional(),
	finding: z.string().min(1).optional(),
	numbers: numbers.optional(),
})

const added = z.object({
	id: z.string().min(1),
	group: z.enum(Object.keys(RULE_GROUPS) as [RuleGroup, ...RuleGroup[]]),
	from: date,
	to: date.nullable(),
	title: z.string().min(1),
	text: z.string().min(1),
	roles: z.array(z.enum(ROLES)),
})

export const RuleChangesSchema: z.ZodType<RuleChanges> = z.object({
	rules: z.record(z.string(), change),
	added: z.array(added),
})
