import type { TeacherHome } from "#app/domain/application/overview/teacher-home.view.server.ts"
import { useScripted } from "../forms/scripted.ts"
import { DocsList } from "../ui/docs-list.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { SummaryList } from "../ui/summary-list.tsx"
import { DateLeaf, NextStep } from "./date-leaf.tsx"

type Shown = NonNullable<TeacherHome["application"]>

/** The proof of filing, made to be printed. */
export function Receipt({
	name,
	sub,
	receipt,
	next,
}: Pick<Shown, "sub" | "next"> & { name: string; receipt: NonNullable<Shown["receipt"]> }) {
	const scripted = useScripted()
	return (
		<>
			<MarginSection title="Что подано">
				<SummaryList
					items={[
						{ term: "Педагог", value: name },
						{ term: "Заявление", value: sub },
						{ term: "Подано", value: receipt.at, note: receipt.by },
						{ term: "Номер в журнале", value: receipt.number },
					]}
				/>
				<div className="mt-4">
					<DocsList documents={receipt.papers} />
				</div>
				{scripted ? (
					<div className="acts mt-5">
						<button type="button" className="btn btn--second" onClick={() => window.print()}>
							Распечатать
						</button>
					</div>
				) : null}
			</MarginSection>
			<MarginSection title="Что дальше">
				<NextStep
					leaf={
						next.leaf ? (
							<DateLeaf date={next.leaf.date} note={next.leaf.note} tone={next.leaf.tone ?? undefined} />
						) : undefined
					}
					title={next.title}
				>
					<p>{next.text}</p>
				</NextStep>
			</MarginSection>
		</>
	)
}
