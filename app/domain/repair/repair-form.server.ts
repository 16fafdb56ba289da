import { z } from "zod"
import type { Actor } from "#app/policies/policy.ts"
import { invalid, notFound } from "#app/utils/errors.ts"
import { parseForm } from "#app/utils/http/parse-form.ts"
import { isSubjectName } from "#machines/lifecycles.ts"
import { ProposalSchema, proposeMove } from "./propose-move.server.ts"
import { confirmMove, DeclineSchema, declineMove, takeBackMove } from "./settle-move.server.ts"

const Waiting = z.object({ repairId: z.string().min(1) })

/** Handles every form of a move by hand. `intent` says which form it is. @returns the sentence of the toast */
export async function answerRepair({
	actor,
	subject,
	id,
	form,
	now,
}: {
	actor: Actor
	subject: string
	id: string
	form: Record<string, unknown>
	now: Date
}): Promise<string> {
	if (!isSubjectName(subject)) throw notFound()
	if (form.intent === "propose") {
		const asked = await proposeMove({ actor, subject, id, ...parseForm(ProposalSchema, form), now })
		return asked > 0
			? "Предложение внесено. Другим операторам отправлено письмо: один из них должен его подтвердить"
			: "Предложение внесено, но подтвердить его пока некому: нужен второй оператор"
	}
	const settling = () => ({ actor, ...parseForm(Waiting, form), now })
	if (form.intent === "confirm") {
		await confirmMove(settling())
		return "Переведено вручную"
	}
	if (form.intent === "decline") {
		await declineMove({ ...settling(), ...parseForm(DeclineSchema, form) })
		return "Предложение отклонено"
	}
	if (form.intent === "takeBack") {
		await takeBackMove(settling())
		return "Предложение снято"
	}
	throw invalid({}, "Такого действия нет. Обновите страницу и повторите.")
}
