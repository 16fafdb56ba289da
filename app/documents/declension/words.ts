import type { NamePart } from "./engines.ts"

// Words whose ending does not decide how they decline. Keys are in small letters, with «е» for «ё».

export const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/**
 * The stem of a noun that loses or changes a vowel: the number of letters to remove, and the letters to append before the
 * ending.
 */
type Stems = ReadonlyMap<string, readonly [cut: number, stem: string]>

/** Parses «орел>орл». In «петр>петр» the stem is the word itself, because «Пётр» only loses its «ё». */
const stems = (list: string): Stems =>
	new Map(
		list
			.trim()
			.split(/\s+/)
			.map((entry) => {
				const [word = "", stem = ""] = entry.split(">")
				let common = 0
				while (word !== stem && word[common] === stem[common]) common++
				return [word, [word.length - common, stem.slice(common)]] as const
			}),
	)

/** Павел — Павл-а, Лев — Льв-а, Пётр — Петр-а. */
export const FLEETING_NAMES = stems("павел>павл лев>льв петр>петр")

/**
 * Common nouns that are also surnames: Орёл — Орл-а, Соловей — Соловь-я. A family may have its own custom, so the person is
 * always asked.
 */
export const FLEETING_SURNAMES = stems(`
	заяц>зайц орел>орл козел>козл осел>осл котел>котл щегол>щегл хохол>хохл чехол>чехл узел>узл дятел>дятл посол>посл
	соловей>соловь воробей>воробь муравей>муравь ручей>ручь улей>уль лев>льв пес>пс лоб>лб лед>льд лен>льн мох>мх овес>овс
	шатер>шатр бобер>бобр костер>костр ковер>ковр осетр>осетр бугор>бугр ветер>ветр бубен>бубн хребет>хребт козырек>козырьк
	гребень>гребн камень>камн корень>корн ремень>ремн пень>пн перстень>перстн лежень>лежн шершень>шершн парень>парн стержень>стержн
	кремень>кремн ливень>ливн студень>студн щебень>щебн бредень>бредн злыдень>злыдн день>дн огонь>огн лапоть>лапт
	шов>шв ров>рв рожон>рожн багор>багр вихор>вихр копер>копр угол>угл пепел>пепл кашель>кашл
	ломоть>ломт свекор>свекр ноготь>ногт коготь>когт локоть>локт деготь>дегт уголь>угл угорь>угр журавель>журавл стебель>стебл`)

/** Surnames in -ок, -ек, -ец, -ел, -ень that keep the vowel. */
export const KEPT_VOWEL = words(`
	сорок чеснок пророк игрок узбек хертек восток исток поток порок урок знаток сурок человек чапек гашек
	олень тюлень ячмень женьшень даниел близнец`)

/** Nouns that look like adjectives: Прибой — Прибоя. */
export const NOUNS_IN_OY = words(`
	прибой водопой перебой герой ковбой плейбой домострой разбой забой отбой убой покой перепой запой
	левкой строй`)

/** Nouns and given names in -ий that look like adjectives: Топчий — Топчия, Сергий — Сергия. */
export const NOUNS_IN_IY = words(
	"топчий гений стрельчий сергий георгий пелагий мокий лукий евстохий антиохий елпидифорий плохий",
)

/** Men's names and male animals in -ь that both engines wrongly leave unchanged. */
export const MASCULINE_SOFT = words(
	"гусь лось карась лебедь голубь медведь князь гость тесть зять конь король",
)

/** Baptismal names in -ей and similar surnames, which have no vowel to lose. */
export const NAMES_IN_EY = words(`
	кочубей гордей корней матвей андрей сергей алексей елисей тимофей евсей моисей дорофей пантелей авдей
	фадей еремей макей мокей михей`)

/** Feminine nouns as men's surnames: Рысь — Рыся, if the family says so. */
export const FEMININE_SOFT = words(
	`рысь соль медь осень тень степь мышь ночь сталь печать сельдь кость тетерь вещь зыбь гладь дробь боль моль прыть
	рать хворь морковь любовь пыль смерть рожь вошь ложь лошадь сажень скатерть нефть сеть гарь шаль ель дверь
	кровь грусть радость жизнь верфь треть весть пасть масть честь месть пядь чернь дань лань`,
)

/** Foreign surnames with the stress on the last vowel, which are never declined. */
export const STRESSED_FOREIGN = words("дюма петипа дега тома люка золя труайя ферма бенжа леруа декса кальма")

/** Women's surnames that are nouns themselves, but could also be the feminine of a man's surname in -ин: Калина. */
export const NOUNS_IN_INA = words(`
	калина малина рябина смородина щербина година ганна глина долина былина шина мина тина лещина осина дубина
	картина перина хворостина бузина старшина детина трясина паутина ялина машина кручина лучина дружина щетина пучина
	лавина вершина равнина скотина десятина половина середина осетрина билина людина дитина родина хвилина драбина свитина
	тычина личина мужичина дубравина пружина трещина лощина свинина солонина конина холстина рогожина ветчина домовина
	крапина морщина витрина доктрина руина пластина кончина причина чужбина краина украина медина мартина молина
	фарина сардина рутина целина овчина пучина жердина орешина скорбина хижина чащина вощина пшенина крижина кабина звездина
	горловина середовина осетина перекотина хворощина верхушина судьбина морщина образина хмызина`)

/** The same for -ова and -ева: Сова, which is not the feminine of «Сов». */
export const NOUNS_IN_OVA = words(
	"сова корова голова дуброва подкова дева вдова обнова полова основа клева нева плева крева",
)

/** Adjectives with the stress on the ending after ж, ш, ч, щ: Чужая — Чужой, while Захожая — Захожей. */
export const STRESSED_ADJECTIVES = words("чужая большая меньшая")

/** Women's names in -ь that decline like Russian nouns. */
export const THIRD_DECLENSION = words(`
	любовь юдифь эсфирь руфь рахиль нинель агарь суламифь шуламифь фамарь иезавель мелхоль`)
/** The same kind of name, but usage varies between people. */
export const THIRD_DECLENSION_MAYBE = words("адель рашель ассоль")

/** Women's names with the stress on the last syllable, -ия́: dative -ие, not -ии (gramota.ru on Зульфия, Алия). */
export const STRESSED_IYA = words(`
	алия альфия асия бадрия васфия габдия галия гания гульзия гульфия гульния дания закия зайния зульфия
	лутфия магфия мавлия марзия махфия нурия рабия разия рукия самия сания сафия фания фарзия фархия хания
	хузия шамсия ясмия назия рашидия наджия`)
/** Well-known women's names in unstressed -ия: dative -ии. */
export const UNSTRESSED_IYA = words(`
	мария наталия софия анастасия виктория валерия ксения евгения юлия лидия лилия эмилия клавдия таисия агния
	евдокия аполлинария апполинария стефания гликерия аврелия оливия розалия корнелия антония аксиния амалия анисия
	валентиния василия вирджиния виргиния виталия георгия глафирия дария ефимия евфимия епистимия евлампия евлалия
	евпраксия евфросиния ефросиния зиновия илария иулия иустиния камилия камелия капитолия лавиния летиция люция лючия
	мелания милания олимпия офелия патриция пелагия поликсения пульхерия сильвия сицилия татия феодосия фотиния цецилия
	юния юстиния азалия анатолия аркадия афанасия грация делия констанция лукреция октавия теодосия`)

/** First halves of double surnames and names that never change: Бонч-Бруевич → Бонч-Бруевича, Жан-Поль → Жан-Поля. */
export const FROZEN_FIRST_HALVES: Record<NamePart, ReadonlySet<string>> = {
	surname: words("бонч тер нур мелик эль аль ибн бен грум тян сен сент сан мак кара дон кер"),
	name: words("жан абд аль эль"),
	patronymic: words("абд аль эль"),
}

/** Surnames of one syllable before a Chinese or Korean name. Without a patronymic only the last word is declined. */
export const EAST_ASIAN = words(`
	ван вэн гао го дин дун дэн ким кан кво лян линь лим ло ляо ма мин мэн нам пак пан пань пэн син сун сунь сюй сюэ
	сяо тан тянь фан фэн хань хо хуан хэ цай цао цзян цзинь цюй чан чжан чжао чжоу чжу чжэн чэн чэнь чон чой шао шэнь
	шэн юань юн ян`)

/** Syllables of Chinese in Russian spelling; they also match most Korean names. */
export const EAST_ASIAN_NAME =
	/^(?:(?:чж|цз|[бпмфдтнлгкхцчшжсвр])?(?:уай|уань|уан|унь|ун|уа|уй|яо|янь|ян|юань|юэ|юй|юнь|юн|инь|ин|ань|ан|ай|ао|энь|эн|эй|оу|ю|я|и|е|э|о|у|а)){1,3}$/
/** Names of other peoples with the same syllables: Иван, Роман, and all in -а and -я except -хуа. */
export const NOT_EAST_ASIAN = /^(?:иван|роман|ян|юлиан|дамиан|али|.*[^у]а|.*я)$/
