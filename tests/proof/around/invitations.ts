import { describe, expect, test } from "vitest"
import { prisma } from "#app/db/client.server.ts"
import { PREFILLED } from "#app/domain/invitation/invitation.schema.ts"
import { sendInvitation } from "#app/domain/invitation/send-invitation.server.ts"
import { SYSTEM } from "#app/policies/policy.ts"
import { LIFECYCLES } from "#machines/lifecycles.ts"
import { leafStates } from "#machines/structure.ts"
import { tokenIn } from "#prisma/demo/people.ts"
import { of, send } from "#tests/factories.ts"
import { ANSWERS, carriesOut, MEMBERS, type Member, maySend, nothingChanges } from "../application-cells.ts"
import type { Ground } from "../ground.ts"
import type { Fields } from "../http.ts"
import { PAGES } from "../other.pages.ts"
import { linesAt, movesOf, notHere } from "../page.ts"
import { LATER } from "../world.ts"
import { type Cell, out, refuses, type Signed } from "./cell.ts"

export function invitations(ground: Ground): void {
	describe("invitations", () => {
		const { page, states } = PAGES.invitation
		const AGAIN = "Обновите страницу и нажмите кнопку ещё раз."
		const events = Object.keys(LIFECYCLES.invitation.events)
		let number = 0

		async function invite(role: "expert" | "municipal_coordinator") {
			number += 1
			const email = `invited-${number}@new.example`
			const by = of(ground.world.people, role === "expert" ? "municipal" : "operator")
			const form = { ...PREFILLED, email, role, municipalityCode: "tomsk" }
			const { id } = await sendInvitation({ actor: by, form, now: LATER })
			return { id, token: await tokenIn("invitation", email), email }
		}

		async function bring(state: string, role: "expert" | "municipal_coordinator" = "expert") {
			const one = await invite(role)
			const by = of(ground.world.people, role === "expert" ? "municipal" : "operator")
			const dayAfter = new Date(LATER.getTime() + 25 * 3_600_000)
			if (state === "revoked") await send(by, "invitation", one.id, "invitation.revoke", {}, LATER)
			if (state === "expired") await send(SYSTEM, "invitation", one.id, "invitation.expire", {}, dayAfter)
			if (state === "accepted") {
				const accepted = await ground.stage.send("nob", `/invite/${one.token}`, await placeOf(), {
					owner: of(ground.world.people, "nobody"),
				})
				expect(accepted.status).toBe(303)
				await prisma.engagement.deleteMany({ where: { personId: of(ground.world.people, "nobody").id } })
			}
			return one
		}

		async function placeOf(): Promise<Fields> {
			const found = await prisma.organisation.findFirstOrThrow({
				where: { municipalityCode: "tomsk", name: { contains: "№ 903" } },
			})
			const taught = await prisma.subject.findFirstOrThrow({ where: { nominative: "математика" } })
			return {
				intent: "accept",
				organisationId: found.id,
				positionCode: "uchitel",
				subjectId: taught.id,
				positionText: "",
				workPhone: "",
			}
		}

		/** The page of people who invite, or the page that others would try. */
		const pageOf = (member: Member) => (member === "opr" ? "/operator/users" : "/municipality/invitations")

		function refusalOf(state: string, way: string, event: string, member: Member): Cell["says"] | null {
			if (member === "out") return out
			if (!["mun", "mu3", "opr"].includes(member)) return { status: 404, says: "Такой страницы нет" }
			// The page has no form for these: an invitation is accepted through its link and expires by the calendar.
			if (!["invitation.resend", "invitation.revoke"].includes(event)) return { status: 400, says: AGAIN }
			if (member === "mu3") return { status: 404, says: "Такой страницы нет" }
			if (!maySend("invitation", event, way, member)) return ANSWERS.forbidden
			return linesAt(page, state, event).length === 0
				? { status: 409, says: notHere(states[state] ?? "") }
				: null
		}

		const situations = leafStates(LIFECYCLES.invitation.machine).flatMap((state) =>
			(["", "@coordinator"] as const)
				.filter((way) => way === "" || state !== "accepted")
				.map((way) => ({ state, way })),
		)

		test.each(situations)("that are $state $way accept exactly their events", async ({ state, way }) => {
			const role = way === "" ? "expert" : "municipal_coordinator"
			const { id: invitationId } = await bring(state, role)
			const owner = of(ground.world.people, "beginner")
			const all = events.flatMap((event) => MEMBERS.map((member) => ({ event, member })))
			const cells = all.flatMap(({ event, member }): Cell[] => {
				const says = refusalOf(state, way, event, member)
				return says ? [{ event, member, address: pageOf(member), fields: { event, invitationId }, says }] : []
			})
			await refuses(ground, cells, owner, `an invitation ${way} that is ${state}`)
			for (const { event, member } of all) {
				if (refusalOf(state, way, event, member) !== null) continue
				const one = await bring(state, role)
				const [[key, line] = ["", undefined]] = linesAt(page, state, event)
				if (!line) throw new Error(`no line for ${event}`)
				await carriesOut({
					subject: "invitation",
					id: one.id,
					applicationId: null,
					owner,
					key,
					line,
					to: movesOf(line).find(([from]) => from === state)?.[1] ?? "",
					by: ground.stage.actor(member as Signed, owner),
					what: `${event} by ${member}`,
					exactLetters: event === "invitation.resend" ? [`invitation → ${one.email}`] : [],
					act: () => ground.stage.send(member, pageOf(member), { event, invitationId: one.id }, { owner }),
				})
				ground.stage.executed += 1
			}
		})

		test("are accepted once by a person with the link, and not after they were sent again", async () => {
			const owner = of(ground.world.people, "nobody")
			const one = await bring("sent")
			const line = page["invitation.accept"]
			if (!line) throw new Error("no line for accepting")
			const fields = await placeOf()
			await refuses(
				ground,
				[{ event: "invitation.accept", member: "out", address: `/invite/${one.token}`, fields, says: out }],
				owner,
				"accepting without signing in",
			)
			await carriesOut({
				subject: "invitation",
				id: one.id,
				applicationId: null,
				owner,
				key: "invitation.accept",
				line,
				to: "accepted",
				by: owner,
				what: "accepting",
				exactLetters: [],
				act: () => ground.stage.send("nob", `/invite/${one.token}`, fields, { owner }),
			})
			ground.stage.executed += 1
			const again = await bring("sent")
			await send(of(ground.world.people, "municipal"), "invitation", again.id, "invitation.resend", {}, LATER)
			await nothingChanges("a link that is used, or was sent anew", async () => {
				for (const { token } of [one, again])
					expect((await ground.stage.send("nob", `/invite/${token}`, fields, { owner })).status).toBe(200)
			})
			await prisma.engagement.deleteMany({ where: { personId: owner.id } })
		})
	})
}
