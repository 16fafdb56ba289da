import { Form } from "@remix-run/react"
import type { ListView } from "#app/domain/reference/lists/lists.view.server.ts"
import type { RefusalAnswer } from "../../forms/field-base.tsx"
import { Select, SubmitButton } from "../../forms/forms.tsx"
import { OneOfForms } from "../../forms/one-of-forms.tsx"
import { Fold } from "../../ui/panel.tsx"

type Open = NonNullable<ListView["open"]>
type MergeProps = {
	open: Open
	merger: NonNullable<Open["merger"]>
	refusal: RefusalAnswer | null | undefined
}

/** Who would move stands before the button, because nobody can take a merger back. */
export function MergeOrganisations({ open, merger, refusal }: MergeProps) {
	return (
		<Fold title="Объединить с другой организацией" open={refusal?.typed.intent === "merge"}>
			<OneOfForms refusal={refusal} is={{ intent: "merge" }}>
				<Form method="post" className="stack" noValidate>
					<input type="hidden" name="intent" value="merge" />
					<input type="hidden" name="entryId" value={open.id} />
					<Select
						name="into"
						label="В какую организацию переходят педагоги"
						hint={`«${open.name}» будет закрыта. Педагоги, координаторы и заявления, по которым ещё нет решения, перейдут в выбранную.`}
						placeholder="Не выбрана"
						options={merger.into}
					/>
					{merger.people.map(({ role, count, names, more }) => (
						<p key={role} className="small">
							{role} ({count}): {names.join(", ")}
							{more > 0 ? ` и ещё ${more}` : ""}
						</p>
					))}
					<p className="small">
						Заявлений, по которым ещё нет решения: {merger.applications}. Разъединить организации потом
						нельзя.
					</p>
					<SubmitButton tone="bad" small>
						Объединить организации
					</SubmitButton>
				</Form>
			</OneOfForms>
		</Fold>
	)
}
