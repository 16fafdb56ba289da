import { prisma } from "#app/db/client.server.ts"
import { codeHash, paperIdOf } from "#app/documents/sheet-code/sheet-code.ts"
import { checkScan, type ScannedFile } from "#app/scans/check-scan.server.ts"
import { type ExpectedPaper, objections, type ScanReport, strangers } from "#app/scans/judge-scan.ts"
import { invalid } from "#app/utils/errors.ts"

/** The checkbox that sends a scan despite the findings. The form shows it only after it has listed the findings. */
const AS_IS = "asIs"

/** A row that has its own paper: an application or a conclusion. */
interface PaperOwner {
	id: string
	paperKey: string
}

/** Signatures under the conclusion, in the order of the form's lines. */
const EXPERTS = { 1: "первого специалиста", 2: "второго специалиста" }
const EVERYBODY = { ...EXPERTS, 3: "педагога" }

/** The latest formed application. Null if it was formed before sheets had codes, or outside this system. */
export async function expectedApplication({ id, paperKey }: PaperOwner): Promise<ExpectedPaper | null> {
	const revision = await prisma.formRevision.findFirst({
		where: { applicationId: id, voidedAt: null },
		orderBy: { number: "desc" },
		select: { number: true, contentHash: true },
	})
	if (!revision?.contentHash) return null
	return {
		paperId: paperIdOf(paperKey),
		kind: "application",
		edition: { version: revision.number, hash: codeHash(revision.contentHash) },
		signatures: { 1: "педагога" },
	}
}

/**
 * An application that came on paper has no codes, unless its teacher has filled it in here as well: then its sheets belong to
 * that application.
 */
export const expectedEntry = ({ paperKey }: PaperOwner): ExpectedPaper => ({
	paperId: paperIdOf(paperKey),
	kind: "application",
	edition: null,
	signatures: {},
	stranger: "На листах коды другого заявления, которое уже есть в системе",
})

export function expectedWithdrawal(row: { paperKey: string; contentHash: string }): ExpectedPaper | null {
	if (!row.contentHash) return null
	return {
		paperId: paperIdOf(row.paperKey),
		kind: "withdrawal",
		edition: { version: 1, hash: codeHash(row.contentHash) },
		signatures: { 1: "заявителя" },
	}
}

/** People complete a conclusion by hand after printing it, so any edition is accepted. */
export const expectedConclusion = ({ paperKey }: PaperOwner, signedByTeacher: boolean): ExpectedPaper => ({
	paperId: paperIdOf(paperKey),
	kind: "conclusion",
	edition: null,
	signatures: signedByTeacher ? EVERYBODY : EXPERTS,
})

/** Tables of results need no signature, because many teachers type them again in Word. */
export const expectedAnnex = ({ paperKey }: PaperOwner): ExpectedPaper => ({
	paperId: paperIdOf(paperKey),
	kind: "annex",
	edition: null,
	signatures: {},
})

/** Checks the scan of a paper that people may also write without our form. A scan without any of our codes is accepted. */
export async function checkIfOurs<File extends ScannedFile>(file: File, expected: ExpectedPaper) {
	const checked = await checkScan(file, expected)
	const ours = checked.report?.findings.some(({ code }) => code !== "unread") || checked.report?.read
	return ours ? checked : { file, report: null }
}

/**
 * Refuses a scan with findings if uploading it also files it. A checkbox sends it anyway, but never the paper of another
 * person.
 * @throws DomainError "invalid" with every objection
 */
export function refuseObjections(report: ScanReport | null, asIs: boolean) {
	const found = objections(report)
	const stranger = strangers(report).length > 0
	if ((asIs && !stranger) || found.length === 0) return
	const words = found.map(({ text }) => `${text}.`).join(" ")
	if (stranger)
		throw invalid(
			{ file: `${words} Выберите скан этого документа.` },
			"Проверьте скан: в файле не тот документ.",
		)
	throw invalid(
		{ file: words, [AS_IS]: "Если Вы уверены, что скан верный, отметьте это: координатор увидит замечания." },
		"Проверьте скан: система прочитала коды на его страницах.",
	)
}
