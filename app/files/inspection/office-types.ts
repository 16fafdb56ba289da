import type { Tag } from "./office-xml.ts"

/** The types of a package's parts, from its list of content types. Names of parts are not case-sensitive. */
export class ContentTypes {
	readonly #byPart = new Map<string, string>()
	readonly #byExtension = new Map<string, string>()

	take({ local, attributes }: Tag) {
		const type = (attributes.get("ContentType") ?? "").trim().toLowerCase()
		if (local === "Default") this.#byExtension.set((attributes.get("Extension") ?? "").toLowerCase(), type)
		if (local === "Override") this.#byPart.set(plain(attributes.get("PartName") ?? ""), type)
	}

	of(part: string): string | undefined {
		const path = plain(part)
		return this.#byPart.get(path) ?? this.#byExtension.get(/\.([^./]+)$/.exec(path)?.[1] ?? "")
	}

	*all(): Generator<string> {
		yield* this.#byPart.values()
		yield* this.#byExtension.values()
	}
}

const plain = (part: string) => part.replace(/^\/+/, "").toLowerCase()

export const isMacroType = (type: string) =>
	/macroenabled|vbaproject|vbadata|keymapcustomizations|attachedtoolbars/.test(type)
export const isWorkbookType = (type: string) =>
	type === "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

const ALLOWED = [
	/^application\/vnd\.openxmlformats-(officedocument|package)\.(?!oleobject|vmldrawing\.external)[a-z0-9.+-]+$/,
	/^application\/vnd\.ms-word\.[a-z0-9.]+\+xml$/,
	/^application\/vnd\.ms-excel\.(?!externallink)[a-z0-9.]+\+xml$/,
	/^application\/vnd\.ms-office\.(chart[a-z]*|drawingml\.[a-z0-9.]+|classificationlabels|intellisensesettings)\+xml$/,
	/^application\/vnd\.ms-office\.(thememanager|themeoverride)\+xml$/,
	/^application\/inkml\+xml$/,
	/^(application|text)\/xml$/,
	/^application\/(x-font[a-z-]*|x-fontdata|vnd\.ms-office\.fontdata)$/,
	/^image\/(png|jpe?g|pjpeg|gif|bmp|tiff?|x-emf|emf|x-wmf|wmf|svg\+xml|vnd\.ms-photo|x-ms-bmp|webp)$/,
]

/** Controls, objects of other programs, videos and all future types are not included. */
export const isAllowedType = (type: string) => ALLOWED.some((pattern) => pattern.test(type))
