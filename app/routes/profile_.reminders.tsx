import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { useActionData, useLoaderData } from "@remix-run/react"
import { requireActor } from "#app/auth/actor.server.ts"
import { RadioPlates, Refusable, SubmitButton } from "#app/components/forms/forms.tsx"
import { PostForm } from "#app/components/forms/post-form.tsx"
import { Cabinet } from "#app/components/shell/cabinet.tsx"
import { PageHead } from "#app/components/ui/page-head.tsx"
import { Page } from "#app/components/ui/wrap.tsx"
import {
	chooseReminders,
	REMINDER_CHOICES,
	reminderChoice,
} from "#app/domain/notice/choose-reminders.server.ts"
import { profileFrame } from "#app/http/profile-frame.server.ts"
import { receiveForm } from "#app/http/receive-form.server.ts"
import { refusal } from "#app/utils/http/http.server.ts"
import { pageTitle } from "#app/utils/http/page-title.ts"
import { redirectWithToast } from "#app/utils/http/toast.server.ts"
import { paths } from "#app/utils/paths.ts"

export { ErrorBoundary } from "#app/components/shell/error-boundary.tsx"
export { freshAfterConflict as shouldRevalidate } from "#app/utils/http/fresh-after-conflict.ts"

export const meta = pageTitle("Напоминания")

export async function loader({ request }: LoaderFunctionArgs) {
	const actor = await requireActor(request)
	const [chosen, frame] = await Promise.all([reminderChoice(actor), profileFrame(actor)])
	return { chosen, choices: REMINDER_CHOICES, frame }
}

export async function action({ request }: ActionFunctionArgs) {
	const actor = await requireActor(request)
	const choice = (await receiveForm(request)).get("reminders")
	try {
		await chooseReminders({ actor, choice })
	} catch (error) {
		return refusal(error, { reminders: choice })
	}
	return redirectWithToast(
		paths.profileReminders(),
		"Сохранено: напоминания будут приходить так, как Вы выбрали",
	)
}

export default function RemindersPage() {
	const { chosen, choices, frame } = useLoaderData<typeof loader>()
	const refused = useActionData<typeof action>()
	return (
		<Cabinet {...frame}>
			<PageHead
				title="Напоминания"
				lead="Система напоминает о сроках письмами. Вы можете получать каждое письмо сразу или одну сводку в день."
			/>
			<Page>
				<PostForm className="stack">
					<Refusable refusal={refused}>
						<RadioPlates
							name="reminders"
							label="Как присылать напоминания"
							hint="О сроках, которые установлены законом, мы всегда пишем сразу."
							choices={[...choices]}
							defaultValue={chosen}
						/>
						<div className="acts">
							<SubmitButton>Сохранить</SubmitButton>
						</div>
					</Refusable>
				</PostForm>
			</Page>
		</Cabinet>
	)
}
