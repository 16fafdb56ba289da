import { expect, test } from "vitest"
import { AGENDA_PAGE, type AgendaEntry, type SittingView } from "#app/domain/sitting/agenda.view.server.ts"
import { MOST_FIELDS } from "#app/utils/http/form-fields.ts"
import { markup } from "#tests/setup/markup.tsx"
import { AgendaForm } from "../operator/sitting-agenda.tsx"

// A form that repeats its fields in each row must fit into what the server takes, or a long list can never be sent.

/** Fields that a browser sends: of several answers under one name only the chosen one. */
const sentBy = (html: string) => new Set([...html.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name)).size

test("a full page of a sitting's agenda is a form that the server takes", async () => {
	const agenda = Array.from(
		{ length: AGENDA_PAGE },
		(_, number) =>
			({
				id: `row-${number}`,
				to: "/",
				name: `Педагог ${number}`,
				verdict: "meets",
			}) as unknown as AgendaEntry,
	)
	const view = {
		sitting: { id: "1", present: 7 },
		obstacles: [] as string[],
		...{ agenda, total: 300, page: 1, pageSize: AGENDA_PAGE, fill: null },
		proposed: { granted: 300, refused: 0 },
		papers: { order: false, ofDecisionsOnly: false },
	} as unknown as SittingView & { fill: null }
	const html = await markup(<AgendaForm view={view} refusal={null} />)
	expect(sentBy(html)).toBeGreaterThan(AGENDA_PAGE)
	expect(sentBy(html)).toBeLessThanOrEqual(MOST_FIELDS)
	expect(html).toContain("Решения вносят по страницам")
})
