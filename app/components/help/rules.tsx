import type { RuleView } from "#app/domain/rules/rules.view.server.ts"
import { typography } from "#app/utils/russian.ts"
import { Tag, type Tone } from "../ui/tag.tsx"

const SEVERITIES: Readonly<Record<RuleView["severity"], { tone: Tone; words: string } | null>> = {
	blocks: { tone: "bad", words: "Не даёт подать" },
	warns: { tone: "you", words: "Предупреждает" },
	informs: null,
}

/** Rules as people read them. Each has an anchor of its own, to which findings link. */
export function RuleList({ rules }: { rules: readonly RuleView[] }) {
	return (
		<div className="stack-l">
			{rules.map(({ id, title, text, source, severity, effect, reads }) => {
				const look = SEVERITIES[severity]
				return (
					<section key={id} id={id}>
						<h3>{title}</h3>
						<p className="mt-2">{typography(text)}</p>
						<p className="small muted mt-2">
							{typography(source)}, действует {effect}
							{reads ? `. Проверка смотрит: ${reads}` : ""}
						</p>
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
