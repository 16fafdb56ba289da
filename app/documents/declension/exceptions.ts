import type { NamePart, Sex } from "./engines.ts"

/** Lower-case word → genitive, dative, accusative, for the words both engines get wrong or that no rule can tell. */
type Exceptions = Record<string, readonly [genitive: string, dative: string, accusative: string]>

const MALE_SURNAMES: Exceptions = {
	заяц: ["зайца", "зайцу", "зайца"],
	воробей: ["воробья", "воробью", "воробья"],
	соловей: ["соловья", "соловью", "соловья"],
	муравей: ["муравья", "муравью", "муравья"],
	орёл: ["орла", "орлу", "орла"],
	орел: ["орла", "орлу", "орла"],
	козёл: ["козла", "козлу", "козла"],
	козел: ["козла", "козлу", "козла"],
	швец: ["швеца", "швецу", "швеца"],
	жнец: ["жнеца", "жнецу", "жнеца"],
	стрелец: ["стрельца", "стрельцу", "стрельца"],
	герой: ["героя", "герою", "героя"],
	ковбой: ["ковбоя", "ковбою", "ковбоя"],
	камень: ["камня", "камню", "камня"],
	гусь: ["гуся", "гусю", "гуся"],
	лев: ["льва", "льву", "льва"],
	бабий: ["бабия", "бабию", "бабия"],
}

const FEMALE_SURNAMES: Exceptions = {
	чужая: ["чужой", "чужой", "чужую"],
	большая: ["большой", "большой", "большую"],
	сова: ["совы", "сове", "сову"],
	калина: ["калины", "калине", "калину"],
	малина: ["малины", "малине", "малину"],
	рябина: ["рябины", "рябине", "рябину"],
	смородина: ["смородины", "смородине", "смородину"],
	щербина: ["щербины", "щербине", "щербину"],
	година: ["годины", "године", "годину"],
	ганна: ["ганны", "ганне", "ганну"],
}

const FEMALE_NAMES: Exceptions = {
	любовь: ["любови", "любови", "любовь"],
	нинель: ["нинели", "нинели", "нинель"],
	рахиль: ["рахили", "рахили", "рахиль"],
	рашель: ["рашели", "рашели", "рашель"],
	адель: ["адели", "адели", "адель"],
	эсфирь: ["эсфири", "эсфири", "эсфирь"],
	юдифь: ["юдифи", "юдифи", "юдифь"],
	руфь: ["руфи", "руфи", "руфь"],
}

const NONE: Exceptions = {}
const TABLES: Record<NamePart, Record<Sex, Exceptions>> = {
	surname: { m: MALE_SURNAMES, f: FEMALE_SURNAMES },
	name: { m: NONE, f: FEMALE_NAMES },
	patronymic: { m: NONE, f: NONE },
}

export function findException(part: NamePart, word: string, sex: Sex) {
	const found = TABLES[part][sex][word]
	return found && { genitive: found[0], dative: found[1], accusative: found[2] }
}

/** Women's names with the stress on the last syllable, -ия́: dative -ие, not -ии (gramota.ru on Зульфия, Алия). */
export const STRESSED_IYA = new Set(
	(
		"алия альфия асия васфия габдия галия гания гульфия гульния дания закия зульфия зайния " +
		"лутфия магфия марзия мавлия махфия нурия рабия разия рукия самия сания сафия фания фархия " +
		"хания хузия шамсия ясмия"
	).split(" "),
)

/** First halves of double surnames that never change: Бонч-Бруевич → Бонч-Бруевича. */
export const FROZEN_FIRST_HALVES = new Set(["бонч", "тер", "нур", "мелик", "эль", "аль", "ибн", "бен"])

/** Written apart in patronymics and surnames of the Turkic and Persian pattern; never declined. */
export const FROZEN_WORDS = new Set(
	"кызы гызы кизи оглы оглу улы уулу угли заде бей де ла ван фон дер ди да аль эль бен ибн".split(" "),
)
