import { type ApplicationRefusal, held } from "./test-application.ts"

// Refusals of a conclusion, its verdict, and the commission's decision.

const NOT_HELD =
	"Заседание ещё не состоялось: нужны его дата не позже сегодняшней, номер протокола и кворум в две трети состава."
const NO_ORDER = "Внесите номер и дату распоряжения."
const INCOMPLETE =
	"Прикрепите заключение целиком: один PDF или архив без пустых страниц, и отметьте «Все страницы и все подписи на месте»."
const VERDICT = "Выберите: «соответствует» или «не соответствует»."
const NO_GROUND = "Не прикреплён документ, подтверждающий основание упрощённой формы."

export const conclusionRefusals: readonly ApplicationRefusal[] = [
	{
		event: "conclusion.attach",
		guard: "periodBegun",
		facts: { periodStartsOn: "2026-12-01" },
		says: "Аттестационный период ещё не начался: он начнётся 01.12.2026.",
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
		guard: "groundDocumentAttached",
		facts: { groundDocumentAttached: false },
		says: NO_GROUND,
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
]
