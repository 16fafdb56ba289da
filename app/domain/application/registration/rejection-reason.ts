import { REJECTION_REASONS } from "#prisma/data/index.ts"

/**
 * Why an application was rejected, as people read it: the typical reason, then the coordinator's own words if there are any.
 * A rejection without own words stores the typical reason as its text.
 */
export function rejectionInWords(code: unknown, said: string): string {
	const typical = REJECTION_REASONS.find((one) => one.code === code)
	return typical && said !== typical.title ? `${typical.title}. ${said}` : said
}
