const MEBIBYTE = 1024 * 1024

/** One file, uploaded alone or contained in an archive. */
export const MAX_FILE_BYTES = 20 * MEBIBYTE
/** How much an archive may unpack to, counted in bytes really unpacked. Documents hardly shrink when compressed. */
export const MAX_UNPACKED_BYTES = 100 * MEBIBYTE
export const MAX_ARCHIVE_ENTRIES = 50
/** How much a Word document may unpack to. Its pictures are already compressed. */
export const MAX_DOCUMENT_BYTES = 60 * MEBIBYTE
/** All XML of a Word document. A book of 500 pages has about five mebibytes. */
export const MAX_DOCUMENT_XML_BYTES = 12 * MEBIBYTE
/** All XML of a template. The largest that came with the program has a tenth of it. */
export const MAX_TEMPLATE_XML_BYTES = 2 * MEBIBYTE
export const MAX_JOINED_IMAGES = 50
/** The best phones take pictures of 200 megapixels. A larger one is a trap for the decoder. */
export const MAX_IMAGE_PIXELS = 210_000_000
/** Larger pictures are scaled down to this: 500 dots per inch on A4. */
export const MAX_KEPT_IMAGE_SIDE = 5800
export const MAX_PDF_PAGES = 1000
/** Rows of a table that is read into a list: the largest region has fewer organisations. */
export const MAX_TABLE_ROWS = 25_000
/** A page of a TIFF may be stored in one piece, which is held in memory while it is decoded: A3 in colour at 400 dots per inch. */
export const MAX_TIFF_PAGE_BYTES = 200_000_000

/** For one application with all its evidence. Removed documents do not count. */
export const MAX_APPLICATION_FILES = 100
export const MAX_APPLICATION_BYTES = 300 * MEBIBYTE
/** What one person may attach in 24 hours, to all applications together. A coordinator files for a whole school. */
export const MAX_PERSON_FILES_PER_DAY = 500
export const MAX_PERSON_BYTES_PER_DAY = 1500 * MEBIBYTE

// Processor time, so that a busy computer never causes a refusal.
/** The verdict on one file. Including the start of a process it takes at most two seconds; otherwise the file is refused. */
export const INSPECTION_MS = 1_500
/** For writing the files of an archive. Each file in it then has its own time. */
export const UNPACKING_MS = 1_500
/** For decoding, scaling and compressing a picture of 200 megapixels. */
export const PICTURE_MS = 15_000

/** «20 МБ», «1,5 МБ», «300 КБ»: as people read sizes. */
export function describeSize(bytes: number): string {
	if (bytes >= MEBIBYTE)
		return `${(bytes / MEBIBYTE).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} МБ`
	return `${Math.max(1, Math.round(bytes / 1024))} КБ`
}
