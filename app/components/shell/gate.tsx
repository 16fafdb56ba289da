import type { ReactNode } from "react"

type GateProps = {
	title: ReactNode
	lead?: ReactNode
	/** The right half: explains what the system does. */
	say: { title: string; steps: readonly { title: string; text: string }[]; act?: ReactNode }
	children: ReactNode
}

/** The sign-in page: the form in one half, how attestation works in the other. */
export function Gate({ title, lead, say, children }: GateProps) {
	return (
		<div className="gate">
			<div className="gate__form">
				<h1>{title}</h1>
				{lead ? <p className="lead">{lead}</p> : null}
				<div className="mt-6">{children}</div>
			</div>
			<section className="gate__say" aria-labelledby="gate-say">
				<h2 id="gate-say">{say.title}</h2>
				<ol>
					{say.steps.map((step, index) => (
						<li key={step.title}>
							<i aria-hidden="true">{index + 1}</i>
							<span>
								<b>{step.title}</b>
								{step.text}
							</span>
						</li>
					))}
				</ol>
				{say.act ? <p className="mt-6">{say.act}</p> : null}
				<svg className="gate__art" viewBox="0 0 40 40" aria-hidden="true">
					<path className="gate__peak" d="M9.5 31L20 8l10.5 23" />
					<path className="gate__tick" d="M14.5 22.5l4.3 4.2 7-7.7" />
				</svg>
			</section>
		</div>
	)
}
