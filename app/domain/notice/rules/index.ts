import type { NoticeRule } from "../rule.ts"
import { COORDINATORS_RULES } from "./for-coordinators.ts"
import { EXPERTS_RULES } from "./for-experts.ts"
import { OPERATORS_RULES } from "./for-operators.ts"
import { TEACHERS_RULES } from "./for-teachers.ts"

/** Every rule that reminds of a deadline. A new one is a line here, a letter and a test that it fires. */
export const NOTICE_RULES: readonly NoticeRule[] = [
	...TEACHERS_RULES,
	...COORDINATORS_RULES,
	...EXPERTS_RULES,
	...OPERATORS_RULES,
]

export const noticeRule = (name: string): NoticeRule | undefined =>
	NOTICE_RULES.find((rule) => rule.name === name)
