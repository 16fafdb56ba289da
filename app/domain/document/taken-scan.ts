import type { ScanReport } from "#app/scans/judge-scan.ts"
import type { TakenFile } from "../application/filing/take-files.server.ts"

/** An uploaded signed paper in one file, and what the codes on its sheets say. Null if it has no codes. */
export interface TakenScan {
	file: TakenFile
	report: ScanReport | null
}
