// Files with two formats at once: a viewer shows one of them, and another program runs the other.

export const PDF_HEADER = "%PDF-"
/** White space of PDF, and the mark of UTF-8, which some scanners put before the header. */
const BEFORE_PDF = /^(?:\xef\xbb\xbf)?[\0\t\n\f\r ]*%PDF-\d/

export const startsAsPdf = (head: Buffer) => BEFORE_PDF.test(head.toString("latin1"))

const LONGEST_TAIL = 22 + 0xffff
const END_OF_DIRECTORY = Buffer.from("PK\x05\x06", "latin1")
const DIRECTORY_ENTRY = Buffer.from("PK\x01\x02", "latin1")

/** Whether an unpacker could read the file as a ZIP. Unpackers search from the end, whatever the beginning says. */
export function endsAsArchive(bytes: Buffer): boolean {
	const first = Math.max(0, bytes.byteLength - LONGEST_TAIL)
	for (
		let at = bytes.lastIndexOf(END_OF_DIRECTORY);
		at >= first;
		at = at === 0 ? -1 : bytes.lastIndexOf(END_OF_DIRECTORY, at - 1)
	) {
		if (at + 22 > bytes.byteLength) continue
		const size = bytes.readUInt32LE(at + 12)
		const told = bytes.readUInt32LE(at + 16)
		// Some programs count the offset from the start of the archive, others from that of the file. Both places are tried.
		const starts = [at - size, told].filter((start) => start >= 0 && start + 4 <= bytes.byteLength)
		if (starts.some((start) => bytes.subarray(start, start + 4).equals(DIRECTORY_ENTRY))) return true
	}
	return false
}
