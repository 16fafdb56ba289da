import { prisma } from "#app/db/client.server.ts"
import { codeHash, paperIdOf } from "#app/documents/sheet-code/sheet-code.ts"
import { checkScan, type ScannedFile } from "#app/scans/check-scan.server.ts"
import { type ExpectedPaper, objections, type ScanReport } from "#app/scans/judge-scan.ts"
import { invalid } from "#app/utils/errors.ts"

/** The tick that sends a scan in spite of what was found; its form shows it once it is asked for. */
const AS_IS = "asIs"

/** Whose row a paper belongs to. */
interface Papered {
	id: string
	paperKey: string
}

/** Signatures under the conclusion, in the order of the form's lines. */
const EXPERTS = { 1: "первого специалиста", 2: "второго специалиста" }
const EVERYBODY = { ...EXPERTS, 3: "педагога" }

/** The application as it was formed last; null when that was before sheets had codes, or on paper elsewhere. */
export async function expectedApplication({ id, paperKey }: Papered): Promise<ExpectedPaper | null> {
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

export function expectedWithdrawal(row: { paperKey: string; contentHash: string }): ExpectedPaper | null {
	if (!row.contentHash) return null
	return {
		paperId: paperIdOf(row.paperKey),
		kind: "withdrawal",
		edition: { version: 1, hash: codeHash(row.contentHash) },
		signatures: { 1: "заявителя" },
	}
}

/** Completed by hand after it was printed, so any edition will do. */
export const expectedConclusion = ({ paperKey }: Papered, signedByTeacher: boolean): ExpectedPaper => ({
	paperId: paperIdOf(paperKey),
	kind: "conclusion",
	edition: null,
	signatures: signedByTeacher ? EVERYBODY : EXPERTS,
})

/** Tables of results need no signature of ours: many are written anew in Word. */
export const expectedAnnex = ({ paperKey }: Papered): ExpectedPaper => ({
	paperId: paperIdOf(paperKey),
	kind: "annex",
	edition: null,
	signatures: {},
})

/**
 * The scan of a paper that may as well have been written without our form: one without any code of ours is not held against it.
 */
export async function checkIfOurs<File extends ScannedFile>(file: File, expected: ExpectedPaper) {
	const checked = await checkScan(file, expected)
	const ours = checked.report?.findings.some(({ code }) => code !== "unread") || checked.report?.read
	return ours ? checked : { file, report: null }
}

/**
 * Where sending the scan is filing it, what is wrong with it is named first; «всё равно» sends it as it is.
 * @throws DomainError "invalid" with every objection
 */
export function refuseObjections(report: ScanReport | null, anyway: boolean) {
	const found = objections(report)
	if (anyway || found.length === 0) return
	const words = found.map(({ text }) => `${text}.`).join(" ")
	throw invalid(
		{ file: words, [AS_IS]: "Если Вы уверены, что скан верный, отметьте это: координатор увидит замечания." },
		"Проверьте скан: система прочитала коды на его страницах.",
	)
}
