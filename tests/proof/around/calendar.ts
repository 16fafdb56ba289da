import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { of, scheduleOf } from "#tests/factories.ts"
import type { Ground } from "../ground.ts"
import { LATER } from "../world.ts"

export function calendar(ground: Ground): void {
	describe("the calendar", () => {
		test("closes schedules after their last day and ends invitations after 24 hours, and nobody else can do either", async () => {
			const form = {
				...PREFILLED,
				email: "late@new.example",
				role: "expert" as const,
				municipalityCode: "tomsk",
			}
			const { id } = await sendInvitation({ actor: of(ground.world.people, "municipal"), form, now: LATER })
			const schedule = await scheduleOf("tomsk", "2027-01")
			expect(await prisma.schedule.findUnique({ where: { id: schedule } })).toMatchObject({
				state: "forming",
			})
			const owner = of(ground.world.people, "beginner")
			expect(
				await ground.stage.send("out", "/demo/clock", { now: "2026-12-13T09:00" }, { owner }),
			).toMatchObject({
				status: 303,
			})
			const last = (subjectId: string) =>
				prisma.journal.findFirst({ where: { subjectId }, orderBy: { seq: "desc" } })
			expect(await last(id)).toMatchObject({ event: "invitation.expire", to: "expired", actorId: null })
			expect(await last(schedule)).toMatchObject({ event: "schedule.close", to: "closed", actorId: null })
			ground.stage.executed += 2
		})
	})
}
