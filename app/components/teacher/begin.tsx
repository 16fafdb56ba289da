import type {
	Beginning,
	OwnApplication,
} from "#app/domain/application/overview/teacher-applications.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { StatusTag } from "../application/status-tag.tsx"
import { RadioPlates, SubmitButton } from "../forms/forms.tsx"
import { PostForm } from "../forms/post-form.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { Link } from "../ui/link.tsx"
import { MarginSection } from "../ui/margin-section.tsx"

/** «Начать заявление», with a choice of the workplace if there are several. */
export function BeginApplication({
	places,
	again,
	best = null,
}: {
	places: readonly Beginning[]
	again?: boolean
	best?: string | null
}) {
	const [only] = places
	if (!only)
		return (
			<Alert title="Для заявления нужны должность и место работы" tone="wait">
				<p>Добавьте их в разделе «Личный кабинет», затем начните заявление.</p>
				<p className="mt-3">
					<ButtonLink to={paths.profile("workplace")} tone="second" small>
						Добавить место работы
					</ButtonLink>
				</p>
			</Alert>
		)
	return (
		<PostForm action={paths.applications()}>
			{again ? (
				<p>Начните новое заявление: то, что не изменилось с прошлого раза, уже будет заполнено.</p>
			) : (
				<p>
					Заполните заявление по шагам: ответы сохраняются, данные профиля уже подставлены. Затем система
					составит заявление в Word, Вы подпишете его и прикрепите скан.
				</p>
			)}
			<div className="mt-4">
				{places.length > 1 ? (
					<RadioPlates
						name="engagementId"
						label="По какой должности?"
						defaultValue={only.value}
						choices={places.map(({ value, label, note }) => ({ value, label, note }))}
					/>
				) : (
					<>
						<input type="hidden" name="engagementId" value={only.value} />
						<p>
							<b>{only.label}</b>
							<br />
							{only.note}
						</p>
					</>
				)}
			</div>
			<div className="acts mt-5">
				<SubmitButton tone={again ? "second" : "main"}>Начать заявление</SubmitButton>
			</div>
			<BestPeriod best={best} />
			{again ? null : <WhatIsNeeded />}
		</PostForm>
	)
}

/** Stands below the button, so that a phone shows the button on its first screen. Beginning without these papers loses nothing. */
const WhatIsNeeded = () => (
	<div className="mt-6">
		<h3>Что понадобится</h3>
		<ul>
			<li>Трудовая книжка или приказы: дата назначения на должность, стаж, прежняя категория.</li>
			<li>Диплом, удостоверения о наградах и курсах: их можно вписать и позже.</li>
			<li>Результаты работы по показателям. По упрощённой форме вместо них — удостоверение или диплом.</li>
			<li>Принтер, чтобы подписать заявление, и сканер или телефон, чтобы снять подписанные страницы.</li>
		</ul>
		<p className="mt-3">Ответы займут около получаса. Прерваться можно на любом шаге.</p>
	</div>
)

/** By when it is best filed, and why. Filing itself is open on every day. */
export const BestPeriod = ({ best }: { best: string | null }) =>
	best ? <p className="small mt-5">{best} Подать заявление можно в любой день.</p> : null

/** A new application with all answers of an earlier one. */
export function RepeatApplication({ basedOn, engagementId }: { basedOn: string; engagementId: string }) {
	return (
		<PostForm action={paths.applications()} className="mt-4">
			<input type="hidden" name="basedOn" value={basedOn} />
			<input type="hidden" name="engagementId" value={engagementId} />
			<SubmitButton tone="second" name="intent" value="repeat">
				Подать снова на основе этого
			</SubmitButton>
			<p className="small muted mt-2">
				Все ответы скопируются в новое заявление: проверьте их. Файлы нужно прикрепить заново.
			</p>
		</PostForm>
	)
}

/** Switches between several applications of one teacher. Renders nothing if there is only one. */
export function Choices({
	choices,
	current,
	to,
}: {
	choices: readonly OwnApplication[]
	current: string | null
	/** Address of the same page for another application. */
	to: (application: string) => string
}) {
	if (choices.length === 0) return null
	return (
		<MarginSection title="Ваши заявления">
			<ul className="tasks">
				{choices.map((choice) => (
					<li key={choice.id}>
						<span className="tasks__name">
							{choice.id === current ? (
								<b aria-current="true">{choice.title}</b>
							) : (
								<Link to={to(choice.id)}>{choice.title}</Link>
							)}
							{choice.id === current ? <small>Показано на этой странице</small> : null}
						</span>
						<StatusTag state={choice.state} small>
							{choice.short}
						</StatusTag>
					</li>
				))}
			</ul>
		</MarginSection>
	)
}
