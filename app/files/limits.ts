const MEBIBYTE = 1024 * 1024

/** One file, whether uploaded alone or found in an archive. */
export const MAX_FILE_BYTES = 20 * MEBIBYTE
/** What an archive or a Word document may unpack to, counted in bytes really unpacked. */
export const MAX_UNPACKED_BYTES = 200 * MEBIBYTE
export const MAX_ARCHIVE_ENTRIES = 1000
export const MAX_JOINED_IMAGES = 50
/** A photograph of 100 megapixels is beyond any scanner or telephone; more is a trap for the decoder. */
export const MAX_IMAGE_PIXELS = 100_000_000
/** Cross-reference and object streams of a PDF: a few hundred kilobytes in real documents. */
export const MAX_PDF_STRUCTURE_BYTES = 64 * MEBIBYTE
export const MAX_PDF_PAGES = 5000

/** «20 МБ», «1,5 МБ», «300 КБ»: as people read sizes. */
export function describeSize(bytes: number): string {
	if (bytes >= MEBIBYTE)
		return `${(bytes / MEBIBYTE).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} МБ`
	return `${Math.max(1, Math.round(bytes / 1024))} КБ`
}
