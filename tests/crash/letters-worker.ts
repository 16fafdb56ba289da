import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import "#app/domain/index.server.ts"
import { whyNotNeeded } from "#app/domain/notice/still-needed.server.ts"
import { doWhatIsDue } from "#app/jobs/calendar.server.ts"
import { sendLetter } from "#app/jobs/letters.server.ts"
import { openTransport } from "#app/letters/transport.server.ts"

// A worker without pauses: it does what is due and sends what waits, again and again, by the clock that the test moves. The test
// kills it whenever it likes.

const transport = openTransport()

for (let turn = 1; ; turn += 1) {
	// As the real workers do: what fails now is done at the next turn.
	await oneTurn().catch(() => undefined)
	process.stdout.write(`${turn}\n`)
	await new Promise((resolve) => setTimeout(resolve, 20))
}

async function oneTurn(): Promise<void> {
	await loadClock()
	await doWhatIsDue(now())
	const waiting = await prisma.letter.findMany({
		where: { state: { in: ["queued", "sending"] } },
		select: { id: true },
		orderBy: { id: "asc" },
	})
	for (const { id } of waiting) await sendLetter(id, { transport, now, whyNotNeeded })
}
