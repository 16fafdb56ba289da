import type { ExpertFacts } from "./application.facts.ts"

type Fault = "ofMunicipality" | "onRoster" | "hasListedPosition" | "isTeacherHimself"

/** Why an expert may not take a seat. About an expert of another municipality it says only that. */
function faultsOf(expert: Pick<ExpertFacts, Fault>): string[] {
	if (!expert.ofMunicipality) return ["нет среди специалистов муниципалитета, или доступ в систему закрыт"]
	return [
		!expert.onRoster && "нет в списке, утверждённом на учебный год этого периода",
		!expert.hasListedPosition && "должность не из перечня",
		expert.isTeacherHimself && "это сам аттестуемый",
	].filter((fault) => fault !== false)
}

const nameOf = ({ name }: Pick<ExpertFacts, "name">) => name || "Выбранный специалист"

/** The refusal of those who may not take a seat at all: each by name, with every reason. */
export function unfitWords(experts: readonly ExpertFacts[] = []): string {
	const told = experts.flatMap((expert) => {
		const faults = faultsOf(expert)
		return faults.length === 0 ? [] : [`${nameOf(expert)}: ${faults.join("; ")}.`]
	})
	return ["Специалист не подходит.", ...told].join(" ")
}

/** The refusal of those who work with the teacher, as long as nobody has said why they are chosen. */
export function colleagueWords(experts: readonly ExpertFacts[] = []): string {
	const names = experts
		.filter(({ isColleague, colleagueReason }) => isColleague && colleagueReason.trim() === "")
		.map(nameOf)
	const ask = "подтвердите и укажите причину."
	if (names.length === 0) return `Специалист работает в той же организации: ${ask}`
	return `${names.join(" и ")}: работа в той же организации, ${ask}`
}
