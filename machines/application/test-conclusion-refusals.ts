import { type ApplicationRefusal, held, REASON, WITHDRAWAL_WAITS } from "./test-application.ts"

// What refuses a conclusion, its verdict, and the decision of the commission.

const NOT_HELD =
	"Заседание ещё не состоялось: нужны его дата не позже сегодняшней, номер протокола и кворум в две трети состава."
const NO_ORDER = "Внесите номер и дату распоряжения в карточку заседания."
const INCOMPLETE =
	"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте»."
const VERDICT = "Выберите: «соответствует» или «не соответствует»."
const NO_GROUND = "Не прикреплён документ, подтверждающий основание упрощённой формы."
const SIMPLIFIED_ONLY = "Действие только для упрощённой формы аттестации."

export const conclusionRefusals: readonly ApplicationRefusal[] = [
	{
		event: "conclusion.attach",
		guard: "periodBegun",
		facts: { periodStartsOn: "2026-12-01" },
		says: "Аттестационный период ещё не начался: он начнётся 01.12.2026.",
	},
	{
		event: "conclusion.attach",
		guard: "noWithdrawalWaiting",
		facts: { withdrawalWaits: true },
		says: WITHDRAWAL_WAITS,
	},
	...(["conclusion.attach", "conclusion.replace"] as const).flatMap((event) => [
		{ event, guard: "verdictGiven", data: { verdict: "maybe" }, says: VERDICT },
		{ event, guard: "documentComplete", data: { complete: false }, says: INCOMPLETE },
		{ event, guard: "documentComplete", data: { accepted: false }, says: INCOMPLETE },
	]),
	{
		event: "conclusion.sign",
		guard: "signedScanSent",
		data: { accepted: false },
		says: "Прикрепите скан подписанного заключения.",
	},
	{
		event: "conclusion.dispute",
		guard: "commentGiven",
		data: { comment: "" },
		says: "Напишите, с чем Вы не согласны.",
	},
	{ event: "conclusion.proceed", guard: "reasonGiven", data: { reason: "" }, says: REASON },
	{
		event: "conclusion.assess",
		guard: "conclusionAttached",
		facts: { conclusionAttached: false },
		says: "Итоговое заключение не прикреплено.",
	},
	{ event: "conclusion.assess", guard: "verdictGiven", data: { verdict: "" }, says: VERDICT },
	{
		event: "conclusion.assess",
		guard: "completenessConfirmed",
		data: { complete: false },
		says: "Проверьте заключение и отметьте «Все страницы и все подписи на месте».",
	},
	{
		event: "conclusion.return",
		guard: "remarkGiven",
		data: { remark: "" },
		says: "Напишите замечание: его получат специалисты и координатор.",
	},
	{
		event: "application.admit",
		guard: "isSimplified",
		facts: { procedure: "general" },
		says: SIMPLIFIED_ONLY,
	},
	{
		event: "application.admit",
		guard: "groundDocumentAttached",
		facts: { groundDocumentAttached: false },
		says: NO_GROUND,
	},
	{
		event: "application.admit",
		guard: "noWithdrawalWaiting",
		facts: { withdrawalWaits: true },
		says: WITHDRAWAL_WAITS,
	},
	{
		event: "application.decide",
		guard: "sittingHeld",
		facts: { chosen: { sitting: null } },
		says: [NOT_HELD, NO_ORDER],
	},
	...[
		{ ...held, heldOn: "2026-10-21" },
		{ ...held, protocolNumber: null },
		{ ...held, present: null },
		{ ...held, members: null },
		{ ...held, present: 5 },
	].map((sitting) => ({
		event: "application.decide" as const,
		guard: "sittingHeld",
		facts: { chosen: { sitting } },
		says: NOT_HELD,
	})),
	...[{ orderNumber: null }, { orderDate: null }].map((lack) => ({
		event: "application.decide" as const,
		guard: "orderEntered",
		facts: { chosen: { sitting: { ...held, ...lack } } },
		says: NO_ORDER,
	})),
	{
		event: "procedure.change",
		guard: "isSimplified",
		facts: { procedure: "general" },
		says: SIMPLIFIED_ONLY,
	},
	{ event: "procedure.change", guard: "reasonGiven", data: { reason: "" }, says: REASON },
]
