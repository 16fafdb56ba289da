import type { RuleView } from "#app/domain/rules/rules.view.server.ts"
import { typography } from "#app/utils/russian.ts"
import { Tag, type Tone } from "../ui/tag.tsx"

const SEVERITIES: Readonly<Record<RuleView["severity"], { tone: Tone; words: string } | null>> = {
	blocks: { tone: "bad", words: "Не даёт подать" },
	warns: { tone: "you", words: "Предупреждает" },
	informs: null,
}

/** Rules as people read them. Each has its own anchor, which findings link to. */
export function RuleList({ rules }: { rules: readonly RuleView[] }) {
	return (
		<div className="stack-l">
			{rules.map(({ id, title, text, sources, severity, reads }) => {
				const look = SEVERITIES[severity]
				return (
					<section key={id} id={id}>
						<h3>{title}</h3>
						<p className="mt-2">{typography(text)}</p>
						<Sources sources={sources} />
						{reads ? <p className="small muted mt-2">Проверка смотрит: {reads}</p> : null}
						{look ? (
							<p className="mt-2">
								<Tag tone={look.tone} small>
									{look.words}
								</Tag>
							</p>
						) : null}
					</section>
				)
			})}
		</div>
	)
}

/** The source of the rule. A rule that is the same in both Orders names both; only one of them is in force on the page's day. */
function Sources({ sources }: Pick<RuleView, "sources">) {
	const [only, ...more] = sources
	if (only && more.length === 0)
		return (
			<p className="small muted mt-2">
				{typography(only.words)}, действует {only.effect}
			</p>
		)
	return (
		<ul className="small muted mt-2">
			{sources.map(({ words, effect, holds }) => (
				<li key={words}>
					{effect}: {typography(words)}
					{holds ? " (на этот день)" : ""}
				</li>
			))}
		</ul>
	)
}
