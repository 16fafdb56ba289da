import sprite from "./icons.svg?no-inline"

export type IconName =
	| "back"
	| "cal"
	| "calok"
	| "check"
	| "clock"
	| "dash"
	| "down"
	| "eye"
	| "file"
	| "half"
	| "info"
	| "left"
	| "lock"
	| "mail"
	| "menu"
	| "okc"
	| "pen"
	| "people"
	| "plus"
	| "right"
	| "seal"
	| "search"
	| "stamp"
	| "talk"
	| "trash"
	| "turn"
	| "up"
	| "warn"
	| "xc"
	| "zoom"

/** A sign next to words, never instead of them, so screen readers skip it. All icons are in one cached file. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
	return (
		<svg className={className ? `ico ${className}` : "ico"} aria-hidden="true">
			<use href={`${sprite}#${name}`} />
		</svg>
	)
}
