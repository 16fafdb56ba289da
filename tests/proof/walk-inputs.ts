import { prisma } from "#app/db/client.server.ts"
import { civilDate } from "#app/utils/civil-date.ts"
import { ANSWERS, SIMPLIFIED_ANSWERS } from "#prisma/demo/answers.ts"
import { eventOf } from "./page.ts"
import type { Walk, WalkedApplication } from "./walk.ts"

// What a person would send. Mostly it is what the form asks for.

export async function goodInput(
	walk: Walk,
	application: WalkedApplication,
	key: string,
): Promise<Record<string, unknown>> {
	const { random, region } = walk
	const scan = () => random.one(region.scans)
	const reason = { reason: "Причина названа" }
	switch (eventOf(key)) {
		case "form.save":
			// Sometimes of the simplified procedure.
			return random.chance(0.2) ? { ...ANSWERS, ...SIMPLIFIED_ANSWERS } : ANSWERS
		case "attachment.add":
			return attachment(walk, application)
		case "attachment.remove":
			return { attachmentId: await evidenceOf(application.id) }
		case "application.reject":
			return { reasonCode: "no_signature", reason: "" }
		case "application.receive":
			return { source: "paper", receivedOn: civilDate(walk.now) }
		case "schedule.assign":
			return assignment(walk, application)
		case "expert.replace":
			return { ...reason, seat: String(1 + random.below(2)), expert: expertId(walk, application) }
		case "conclusion.attach":
		case "conclusion.replace":
			return {
				verdict: random.one(["meets", "fails"]),
				complete: "on",
				signedByTeacher: key.includes("@signed") ? "on" : "",
				files: [scan()],
			}
		case "conclusion.sign":
			return { files: [scan()] }
		case "conclusion.dispute":
			return { comment: "Не учтён показатель" }
		case "conclusion.assess":
			return { verdict: random.one(["meets", "fails"]), complete: "on" }
		case "conclusion.return":
			return { remark: "Нет второй подписи" }
		case "application.decide":
			return {
				sitting: random.chance(0.9) ? walk.heldSitting : "none",
				decision: key.includes("@granted") ? "granted" : "refused",
			}
		default:
			return reason
	}
}

async function attachment(walk: Walk, application: WalkedApplication) {
	const { random, region } = walk
	const kinds = application.simplified
		? ["signed_application", "simplified_ground", "other"]
		: ["signed_application", "results_annex", "other"]
	const kind = random.chance(0.05) ? "conclusion" : random.one(kinds)
	const annex = kind === "results_annex" && application.state === "draft.formed"
	const files = [annex ? await walk.annexOf(application) : random.one(region.scans)]
	return { kind, title: kind === "other" ? "Грамота" : "", files }
}

async function evidenceOf(applicationId: string): Promise<string> {
	const found = await prisma.attachment.findFirst({
		where: { applicationId, removedAt: null },
		orderBy: { addedAt: "desc" },
		select: { id: true },
	})
	return found?.id ?? "none"
}

const expertId = ({ random, region }: Walk, { place }: WalkedApplication): string => {
	const anybody = random.chance(0.9) ? random.one(place.experts) : random.one(region.everybody)
	return region.people[anybody]?.id ?? ""
}

async function assignment(walk: Walk, application: WalkedApplication) {
	const { random } = walk
	const open = await prisma.schedule.findMany({
		where: {
			municipalityCode: application.place.municipality,
			state: "forming",
			closesOn: { gte: civilDate(walk.now) },
		},
		orderBy: { periodId: "asc" },
		take: 2,
		select: { periodId: true },
	})
	const colleague = "Единственный специалист по предмету в муниципалитете"
	return {
		period: random.chance(0.95) ? (open[random.below(open.length)]?.periodId ?? "2026-09") : "2026-09",
		expert1: expertId(walk, application),
		expert2: random.chance(0.9) ? expertId(walk, application) : "",
		colleagueReason1: colleague,
		colleagueReason2: colleague,
	}
}
