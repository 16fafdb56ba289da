import { BaseSequencer, type TestSpecification } from "vitest/node"

/**
 * By their paths, in the order in which they start. Journeys take longest. The first of them loads the demo region, and the others
 * wait for it; meanwhile the second core proves the lifecycles.
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
 * Long files first, so that no core is left with one at the end. vitest by itself knows how long a file takes only from the run
 * before, and a fresh clone has had none.
 */
export class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files)
		return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
	}
}
