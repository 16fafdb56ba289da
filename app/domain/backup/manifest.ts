import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto"
import { z } from "zod"

/** What a copy contains. It is the last file written, so a copy with a manifest is complete. */
const ManifestSchema = z.object({
	format: z.literal(1),
	program: z.string(),
	at: z.iso.datetime(),
	/** The folder with this copy's tables, next to the manifest. */
	tablesIn: z.string().regex(/^database-[0-9TZ]+$/),
	/** The migrations that the database had. Restoring applies exactly these before it loads the rows. */
	migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
	tables: z.array(
		z.object({
			name: z.string().regex(/^\w+$/),
			columns: z.array(z.string().regex(/^\w+$/)),
			rows: z.number().int(),
			/** The hash of the rows as PostgreSQL writes them, before compression. */
			sha256: z.string(),
		}),
	),
	sequences: z.array(z.object({ name: z.string(), value: z.string().regex(/^\d+$/) })),
	files: z.object({
		count: z.number().int(),
		bytes: z.number().int(),
		/** The hash of the list of files, which contains the hash and size of each. */
		sha256: z.string(),
		/** Files that a row names but the store did not have. */
		missing: z.array(z.string()),
	}),
})
export type Manifest = z.output<typeof ManifestSchema>

const SignedSchema = z.object({ manifest: z.unknown(), signature: z.string() })

export type ReadManifest =
	| { readonly manifest: Manifest; readonly isSigned: boolean }
	| { readonly fault: string }

/** The file's text. The signature proves that its author knew this installation's SESSION_SECRET. */
export function writeManifest(manifest: Manifest, secret: string): string {
	return `${JSON.stringify({ manifest, signature: signatureOf(manifest, secret) }, null, "\t")}\n`
}

export function readManifest(text: string, secret: string): ReadManifest {
	const signed = SignedSchema.safeParse(jsonOf(text))
	if (!signed.success) return { fault: "Файл manifest.json повреждён: это не опись копии." }
	const parsed = ManifestSchema.safeParse(signed.data.manifest)
	if (!parsed.success)
		return {
			fault: "Файл manifest.json повреждён или записан другой версией программы: его нельзя прочесть.",
		}
	const expected = Buffer.from(signatureOf(signed.data.manifest, secret))
	const given = Buffer.from(signed.data.signature)
	const isSigned = given.length === expected.length && timingSafeEqual(given, expected)
	return { manifest: parsed.data, isSigned }
}

/** JSON keeps the order of names, so the signature of the parsed text is the same as that of the written text. */
function signatureOf(manifest: unknown, secret: string): string {
	const key = hkdfSync("sha256", secret, "", "attestation backup", 32)
	return createHmac("sha256", Buffer.from(key)).update(JSON.stringify(manifest)).digest("hex")
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return null
	}
}
