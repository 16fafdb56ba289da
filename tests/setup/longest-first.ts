import { BaseSequencer, type TestSpecification } from "vitest/node"

/**
 * Path patterns, in the order in which files start. Journeys take longest. The first of them loads the demo region and the
 * others wait for it. Meanwhile the second core proves the lifecycles.
 */
const ORDER = [
	/tests\/forms\/teachers\./,
	/tests\/proof\/paths\./,
	/tests\/forms\//,
	/tests\/flows\/general-life/,
	/tests\/flows\//,
	/\.flow\.test/,
	/\.proof\.test/,
	/tests\/.*\.db\.test/,
	/\.db\.test/,
]

const placeOf = ({ moduleId }: TestSpecification): number => {
	const place = ORDER.findIndex((pattern) => pattern.test(moduleId))
	return place === -1 ? ORDER.length : place
}

/**
 * Starts long files first, so that no core is left with a long file at the end. vitest knows the duration of a file only
 * from the previous run, which a fresh clone does not have.
 */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files)
		return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
	}
}
