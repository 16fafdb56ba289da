import { isTagged } from "#machines/lifecycle.ts"
import { withdrawalLifecycle } from "#machines/lifecycles.ts"
import type { ApplicationView } from "../application.view.server.ts"
import type { Examined } from "./registration-check.ts"

/** The parts of an application's page that the checks read. */
export const examinedOf = ({
	findings,
	documents,
	filed,
	withdrawal,
}: Pick<ApplicationView, "findings" | "documents" | "filed" | "withdrawal">): Examined => ({
	findings,
	papers: documents.map(({ purpose, current, pages, warnings, scan }) => ({
		purpose,
		current,
		pages,
		warnings,
		found: scan?.findings ?? null,
	})),
	filed,
	withdrawalWaits: withdrawal !== null && isTagged(withdrawalLifecycle, withdrawal.state, "waiting"),
})
