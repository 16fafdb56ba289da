const MEBIBYTE = 1024 * 1024

/** One file, whether uploaded alone or found in an archive. */
export const MAX_FILE_BYTES = 20 * MEBIBYTE
/** What an archive may unpack to, counted in bytes really unpacked. Documents hardly shrink when they are packed. */
export const MAX_UNPACKED_BYTES = 100 * MEBIBYTE
export const MAX_ARCHIVE_ENTRIES = 50
/** What a Word document may unpack to: its pictures are packed already. */
export const MAX_DOCUMENT_BYTES = 60 * MEBIBYTE
/** All XML of a Word document: a book of 500 pages has about five. */
export const MAX_DOCUMENT_XML_BYTES = 12 * MEBIBYTE
/** All XML of a template: the largest that came with the program has a tenth of it. */
export const MAX_TEMPLATE_XML_BYTES = 2 * MEBIBYTE
export const MAX_JOINED_IMAGES = 50
/** The best telephones make 200 megapixels; more is a trap for the decoder. */
export const MAX_IMAGE_PIXELS = 210_000_000
/** Larger pictures are scaled down to this: 500 dots an inch on A4. */
export const MAX_KEPT_IMAGE_SIDE = 5800
export const MAX_PDF_PAGES = 1000
/** Rows of a table that is read into a list: the largest region has fewer organisations. */
export const MAX_TABLE_ROWS = 25_000
/** A page of a TIFF may be packed in one piece, which is held whole while it is decoded: A3 in colour at 400 dots an inch. */
export const MAX_TIFF_PAGE_BYTES = 200_000_000

/** An application with all its evidence; removed documents do not count. */
export const MAX_APPLICATION_FILES = 100
export const MAX_APPLICATION_BYTES = 300 * MEBIBYTE
/** What one person may attach in 24 hours, to however many applications: a coordinator files for a whole school. */
export const MAX_PERSON_FILES_PER_DAY = 500
export const MAX_PERSON_BYTES_PER_DAY = 1500 * MEBIBYTE

// Time of the processor, so that a busy computer refuses nobody's file.
/** A verdict on one file: with the start of a process it is there within two seconds, or the file is refused. */
export const INSPECTION_MS = 1_500
/** Writing what an archive unpacks to; each file in it then has its own time. */
export const UNPACKING_MS = 1_500
/** Decoding, scaling and packing a picture of 200 megapixels. */
export const PICTURE_MS = 15_000

/** «20 МБ», «1,5 МБ», «300 КБ»: as people read sizes. */
export function describeSize(bytes: number): string {
	if (bytes >= MEBIBYTE)
		return `${(bytes / MEBIBYTE).toLocaleString("ru-RU", { maximumFractionDigits: 1 })} МБ`
	return `${Math.max(1, Math.round(bytes / 1024))} КБ`
}
