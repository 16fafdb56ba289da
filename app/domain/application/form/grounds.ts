import { SIMPLIFIED_GROUNDS, type SimplifiedGround } from "#prisma/data/index.ts"

interface Categories {
	currentCategory?: string | undefined
	claimedCategory?: string | undefined
}

/**
 * The grounds of the simplified procedure that fit the answers about the categories. Who confirms a category again must hold
 * it. Questions that are still open exclude nothing.
 */
export const groundsFor = (answers: Categories): SimplifiedGround[] =>
	SIMPLIFIED_GROUNDS.filter(({ sameCategory }) => !sameCategory || mayHoldClaimed(answers))

function mayHoldClaimed({ currentCategory, claimedCategory }: Categories): boolean {
	if (!currentCategory) return true
	return claimedCategory ? currentCategory === claimedCategory : currentCategory !== "none"
}

/** What is wrong with a chosen ground, or undefined. */
export function groundProblem(code: string | undefined, answers: Categories): string | undefined {
	if (groundsFor(answers).some((ground) => ground.code === code)) return undefined
	return SIMPLIFIED_GROUNDS.some((ground) => ground.code === code)
		? "Это основание подходит, только если заявленная категория у Вас уже есть. Выберите другое."
		: "Выберите основание для прохождения аттестации по упрощённой форме."
}
