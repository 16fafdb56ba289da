import type { LoaderFunction, MetaArgs, MetaDescriptor, MetaFunction } from "@remix-run/node"
import { explainError } from "./explain-error.ts"

/** A screen reader reads the title first, so a person hears about the refusal before the page's name. */
export const REFUSED = "Ошибка: "

/** What the root's loader reports about the current answer. */
export interface RootAnswer {
	/** True if the page shows a refused form. */
	refused: boolean
}

type Words<Loader> = string | ((args: MetaArgs<Loader>) => string)

/**
 * The title of a page: its own words, the system's name, and «Ошибка» in front if it shows a refused form. A page that did
 * not open is named by its error, never by what it would have said.
 */
export const pageTitle =
	<Loader extends LoaderFunction | unknown = unknown>(
		words: Words<Loader>,
		...others: readonly MetaDescriptor[]
	): MetaFunction<Loader> =>
	(args) => [
		{
			title: args.error
				? errorTitle(args.error)
				: titleOf(typeof words === "string" ? words : words(args), isRefused(args.matches)),
		},
		...others,
	]

export const errorTitle = (error: unknown): string => titleOf(explainError(error).title, false)

export const titleOf = (words: string, refused: boolean): string =>
	`${refused ? REFUSED : ""}${words} — «Аттестация»`

function isRefused(matches: readonly ({ id: string; data: unknown } | undefined)[]): boolean {
	const root = matches.find((match) => match?.id === "root")?.data as RootAnswer | undefined
	return root?.refused ?? false
}
