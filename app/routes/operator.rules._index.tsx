import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireRole } from "#app/auth/actor.server.ts"
import { now } from "#app/clock/clock.server.ts"
import { Refusable } from "#app/components/forms/forms.tsx"
import { RulesDraft, RulesHistory } from "#app/components/operator/rules.tsx"
import { ButtonLink } from "#app/components/ui/button.tsx"
import { Link } from "#app/components/ui/link.tsx"
import { MarginSection } from "#app/components/ui/margin-section.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Tag } from "#app/components/ui/tag.tsx"
import { TaskList } from "#app/components/ui/task-list.tsx"
import { Wrap } from "#app/components/ui/wrap.tsx"
import { discardDraft, publishDraft } from "#app/domain/rules/draft.server.ts"
import { viewOperatorRules } from "#app/domain/rules/operator-rules.view.server.ts"
import { withdrawEdition } from "#app/domain/rules/withdraw-edition.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { invalid } from "#app/utils/errors.ts"
import { raise, refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"
import { longDate } from "#app/utils/russian.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Правила и сроки: изменить")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const from = new URL(request.url).searchParams.get("from")
	return viewOperatorRules({ actor, from, now: now() }).catch(raise)
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireRole(request, "operator")
	const form = (await receiveForm(request)).texts()
	try {
		if (form.intent === "discard") {
			await discardDraft({ actor, version: form.version })
			return redirectWithToast(paths.operatorRules(), "Черновик удалён")
		}
		if (form.intent === "withdraw") {
			const number = await withdrawEdition({ actor, form, now: now() })
			return redirectWithToast(paths.operatorRules(), `Изменение № ${number} отменено и не вступит в силу`)
		}
		if (form.intent !== "publish") throw invalid({}, "Выберите, что сделать с черновиком.")
		const { number, inForceFrom } = await publishDraft({ actor, form, now: now() })
		return redirectWithToast(
			paths.operatorRules(),
			`Изменение № ${number} действует с ${longDate(inForceFrom)}`,
		)
	} catch (error) {
		const { data: answer, init } = refusal(error, form)
		return data(answer, init ?? undefined)
	}
}

export default function OperatorRules() {
	const { version, draft, groups, history } = useLoaderData<typeof loader>()
	return (
		<>
			<PageHead
				title="Правила и сроки: изменить"
				lead={
					<>
						Изменения собираются в черновик и действуют с дня, который Вы назовёте. Заявление оценивают по
						правилам того дня, когда оно подано.{" "}
						<Link to={paths.rules({ role: "all" })}>Как правила видят все</Link>
					</>
				}
				acts={
					<ButtonLink to={paths.operatorRule("new")} tone="second" sign="plus">
						Добавить правило региона
					</ButtonLink>
				}
			/>
			<Refusable refusal={useActionData<typeof action>()} wrapped>
				<Wrap>
					{draft ? (
						<MarginSection title="Черновик" note="Ещё не действует">
							<RulesDraft draft={draft} version={version} />
						</MarginSection>
					) : null}
					{groups.map(({ id, title, rules }) => (
						<MarginSection key={id} title={title}>
							<TaskList
								tasks={rules.map((rule) => ({
									name: rule.title,
									to: paths.operatorRule(rule.id),
									note: `${rule.origin}, ${rule.effect}`,
									tag: rule.changed ? <Tag tone="draft">изменено в черновике</Tag> : null,
								}))}
							/>
						</MarginSection>
					))}
					<MarginSection title="История">
						<RulesHistory history={history} />
					</MarginSection>
				</Wrap>
			</Refusable>
		</>
	)
}
