import { type ApplicationRefusal, FILED } from "./test-application.ts"

// Refusals of the form, its documents, the submission and the registration.

const NO_SCAN = "Не прикреплён скан подписанного заявления (файл 1)."
const NO_TABLES = "Не прикреплены таблицы результатов (файл 2)."
const OTHER = "По этой должности уже есть другое незавершённое заявление."
const ONLY_EVIDENCE = "Заявление уже подано: сейчас можно добавлять и удалять только документы и материалы."
const DRAFT_EVIDENCE =
	"Скан заявления и таблицы прикрепляются после того, как заявление сформировано. Сейчас можно добавить документы и материалы."
const LATE =
	"Срок загрузки документов и материалов для дистанционной формы прошёл: они принимались по первый день аттестационного периода."
const ELSEWHERE = "Этот документ прикрепляется в своём разделе, а не к заявлению."
const late = { attestationForm: "remote", evidenceUntil: "2026-10-19" }

export const filingRefusals: readonly ApplicationRefusal[] = [
	{
		event: "form.issue",
		guard: "formComplete",
		facts: { formProblems: ["не заполнен стаж", "не выбрана категория"] },
		says: "Заполните заявление до конца: не заполнен стаж; не выбрана категория.",
	},
	{
		event: "form.issue",
		guard: "rulebookAllows",
		facts: { rulebookBlocks: ["Высшую категорию получают те, кто имел категорию."] },
		says: "Высшую категорию получают те, кто имел категорию.",
	},
	{
		event: "attachment.add",
		guard: "fitsDraft",
		in: ["draft.editing"],
		data: { purpose: "application_scan" },
		says: DRAFT_EVIDENCE,
	},
	{
		event: "attachment.remove",
		guard: "fitsDraft",
		in: ["draft.editing"],
		data: { purpose: "results_annex" },
		says: DRAFT_EVIDENCE,
	},
	{
		event: "attachment.add",
		guard: "isForApplication",
		in: ["draft.formed"],
		data: { purpose: "signed_conclusion" },
		says: ELSEWHERE,
	},
	{
		event: "attachment.remove",
		guard: "isForApplication",
		in: ["draft.formed"],
		data: { purpose: "conclusion" },
		says: ELSEWHERE,
	},
	{
		event: "attachment.add",
		guard: "isEvidence",
		in: FILED,
		data: { purpose: "application_scan" },
		says: ONLY_EVIDENCE,
	},
	{
		event: "attachment.remove",
		guard: "isEvidence",
		in: FILED,
		data: { purpose: "results_annex" },
		says: ONLY_EVIDENCE,
	},
	{
		event: "attachment.add",
		guard: "fileAccepted",
		data: { accepted: false },
		says: "Выберите файл или укажите ссылку: система проверит и примет их.",
	},
	{ event: "attachment.add", guard: "beforeEvidenceDeadline", facts: late, says: LATE },
	{ event: "attachment.remove", guard: "beforeEvidenceDeadline", facts: late, says: LATE },
	{
		event: "application.submit",
		guard: "scanAttached",
		facts: { scanAttached: false },
		says: NO_SCAN,
	},
	{
		event: "application.submit",
		guard: "resultsAttached",
		facts: { annexAttached: false, groundDocumentAttached: true },
		says: NO_TABLES,
	},
	{
		event: "application.submit",
		guard: "resultsAttached",
		facts: { procedure: "simplified", groundDocumentAttached: false },
		says: "Не прикреплён документ, подтверждающий основание упрощённой формы (файл 2).",
	},
	{
		event: "form.discard",
		guard: "neverFiled",
		facts: { everFiled: true },
		says: "Заявление уже подавали: удалить его нельзя, исправьте его и подайте снова.",
	},
	{ event: "form.restore", guard: "noOtherActive", facts: { anotherActive: true }, says: OTHER },
	{ event: "application.submit", guard: "noOtherActive", facts: { anotherActive: true }, says: OTHER },
	{
		event: "application.receive",
		guard: "isEnteredForTeacher",
		facts: { enteredForTeacher: false },
		says: "Так принимают только заявление, которое координатор внёс за педагога.",
	},
	{
		event: "application.receive",
		guard: "scanAttached",
		facts: { scanAttached: false },
		says: NO_SCAN,
	},
	{
		event: "application.receive",
		guard: "resultsAttached",
		facts: { annexAttached: false },
		says: NO_TABLES,
	},
	{ event: "application.receive", guard: "noOtherActive", facts: { anotherActive: true }, says: OTHER },
	...[{ source: "" }, { receivedOn: " " }].map((data) => ({
		event: "application.receive" as const,
		guard: "sourceGiven",
		data,
		says: "Укажите, как пришло заявление, и дату его получения.",
	})),
]
