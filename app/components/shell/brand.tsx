import { Link } from "../ui/link.tsx"

export function Brand({ to, region }: { to: string; region?: string }) {
	return (
		<Link className="brand" to={to}>
			<svg className="brand__sign" viewBox="0 0 40 40" aria-hidden="true">
				<rect width="40" height="40" rx="9" />
				<path className="brand__peak" d="M9.5 31L20 8l10.5 23" />
				<path className="brand__tick" d="M14.5 22.5l4.3 4.2 7-7.7" />
			</svg>
			<span>
				Аттестация
				{region ? <small>{region}</small> : null}
			</span>
		</Link>
	)
}
