/** A kind of data with a term. The order is the order in which a run erases: papers before names, applications before accounts. */
export interface ErasureKind {
	code: string
	title: string
	/** What goes, and what stays. */
	what: string
	/** «после решения комиссии»: from when the term counts. */
	since: string
	/** Months until an operator sets other ones. */
	months: number
	/** The act that speaks of the term, or why this one was chosen. */
	source: string
	/** What one piece is called: one, two, five. */
	piece: readonly [string, string, string]
}

const APPLICATION = ["заявление", "заявления", "заявлений"] as const
const RECORD = ["запись", "записи", "записей"] as const
const ACCOUNT = ["учётная запись", "учётные записи", "учётных записей"] as const

export const ERASURE_KINDS = [
	{
		code: "reasons",
		title: "Причины и замечания своими словами",
		what: "Уходят слова: почему отозвали, отклонили, вернули, не согласились, отказались от работы, что просили привезти. Остаются событие, его день и кто его сделал.",
		since: "после того, как заявление решено, отозвано или удалено",
		months: 12,
		source: "152-ФЗ, ст. 5 ч. 7: не дольше, чем нужно. Причина нужна, пока решение могут обжаловать",
		piece: APPLICATION,
	},
	{
		code: "papers",
		title: "Документы решённых заявлений",
		what: "Уходят анкета, файлы, заключения и слова уведомлений. Остаются имя, должность, категория, решение, номера и даты.",
		since: "после решения комиссии",
		months: 60,
		source: "Категория устанавливалась на пять лет; срок своего перечня документов назначает регион",
		piece: APPLICATION,
	},
	{
		code: "names",
		title: "Имена в решённых заявлениях",
		what: "Уходит имя в заявлении и его журнале; документы уже удалены. Остаются организация, должность, категория и решение — для статистики.",
		since: "после решения комиссии",
		months: 180,
		source: "По сроку хранения протоколов комиссии; сверьте с перечнем документов своего архива",
		piece: APPLICATION,
	},
	{
		code: "withdrawn",
		title: "Отозванные заявления",
		what: "Уходят анкета, файлы, причины и имя. Остаются организация, должность и дни событий.",
		since: "после отзыва",
		months: 36,
		source: "152-ФЗ, ст. 21 ч. 4: цель достигнута. Три года — срок исковой давности, ГК РФ ст. 196",
		piece: APPLICATION,
	},
	{
		code: "discarded",
		title: "Удалённые черновики",
		what: "Уходят анкета, файлы и имя. Вернуть такой черновик можно только пустым.",
		since: "после удаления",
		months: 6,
		source: "152-ФЗ, ст. 21 ч. 4: цель больше не нужна. Полгода, чтобы передумать",
		piece: APPLICATION,
	},
	{
		code: "consent",
		title: "Учётные записи, чьё согласие отозвано",
		what: "Уходят имя, вход, почта, телефоны, категории и черновики. Не трогаются те, чьё заявление рассматривается или решено, пока не вышел срок его документов.",
		since: "после отзыва согласия",
		months: 1,
		source: "152-ФЗ, ст. 21 ч. 5: не позже 30 дней после отзыва, если нет другого основания",
		piece: ACCOUNT,
	},
	{
		code: "accounts",
		title: "Учётные записи без ролей и заявлений",
		what: "Уходят имя, вход, почта, телефоны и категории. Остаётся пустая запись, на которую ссылается журнал.",
		since: "после последнего входа или действия",
		months: 36,
		source: "152-ФЗ, ст. 21 ч. 4: цель достигнута. Три года — срок исковой давности, ГК РФ ст. 196",
		piece: ACCOUNT,
	},
	{
		code: "letters",
		title: "Письма: адреса и тексты",
		what: "Уходят адрес, тема и текст. Остаются вид письма, о чём оно и когда отправлено.",
		since: "после отправки",
		months: 12,
		source: "152-ФЗ, ст. 5 ч. 7. Год, чтобы показать, что человека известили",
		piece: ["письмо", "письма", "писем"],
	},
	{
		code: "reminders",
		title: "Напоминания и события календарей",
		what: "Уходят слова напоминаний, имена получателей, события личных календарей и адреса, от которых письма вернулись.",
		since: "после отправки",
		months: 12,
		source: "152-ФЗ, ст. 5 ч. 7. Как у писем",
		piece: RECORD,
	},
	{
		code: "invitations",
		title: "Приглашения",
		what: "Уходят почта и текст. Остаются роль, кто пригласил и кто принял.",
		since: "после того, как приглашение принято, отозвано или истекло",
		months: 12,
		source: "152-ФЗ, ст. 5 ч. 7. Как у писем",
		piece: ["приглашение", "приглашения", "приглашений"],
	},
	{
		code: "lists",
		title: "Списки, показанные перед действием",
		what: "Уходят целиком: кого показали перед действием над многими, выборки для печати, строки загруженных справочников. Сами действия остаются в журнале.",
		since: "после того, как список показан",
		months: 6,
		source: "152-ФЗ, ст. 5 ч. 7. Нужны, пока действие проверяют",
		piece: ["список", "списка", "списков"],
	},
	{
		code: "devices",
		title: "Адреса и устройства входа",
		what: "Уходят целиком. Вход с давно не виденного устройства снова станет новым.",
		since: "после первого входа с устройства",
		months: 12,
		source: "Приказ ФСТЭК № 21 требует регистрировать события, но срока не называет; год выбран нами",
		piece: RECORD,
	},
	{
		code: "reads",
		title: "Записи о просмотрах",
		what: "Уходят целиком: кто открывал чьи данные.",
		since: "после просмотра",
		months: 36,
		source: "Срока в законе нет. Три года — срок исковой давности, ГК РФ ст. 196",
		piece: RECORD,
	},
	{
		code: "deeds",
		title: "Записи о доступе",
		what: "Уходят целиком: смена адреса, закрытие учётной записи, роли, второй шаг входа, справочники.",
		since: "после события",
		months: 60,
		source: "Срока в законе нет. Дольше просмотров: по ним видно, кто и по какому праву работал",
		piece: RECORD,
	},
] as const satisfies readonly ErasureKind[]

export type ErasureCode = (typeof ERASURE_KINDS)[number]["code"]

/** Months by kind. Null means that this kind is never erased. */
export type ErasureTerms = Readonly<Record<ErasureCode, number | null>>

export const DEFAULT_TERMS = Object.fromEntries(
	ERASURE_KINDS.map(({ code, months }) => [code, months]),
) as ErasureTerms

export const ERASED_NAME = "Данные удалены"

/** Kinds whose pieces are applications of one person, or accounts: their erasure is in that person's record. */
export const OF_OWNER: ReadonlySet<ErasureCode> = new Set(["papers", "names", "withdrawn", "discarded"])
export const OF_PERSON: ReadonlySet<ErasureCode> = new Set(["consent", "accounts"])
