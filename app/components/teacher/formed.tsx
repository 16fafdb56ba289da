import type { FormCheck, TeacherFormView } from "#app/domain/application/form/teacher-form.view.server.ts"
import type { Beginning } from "#app/domain/application/overview/teacher-applications.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { BareAct } from "../acts/acts.tsx"
import { StatusTag } from "../application/status-tag.tsx"
import { Alert } from "../ui/alert.tsx"
import { ButtonLink } from "../ui/button.tsx"
import { MarginSection } from "../ui/margin-section.tsx"
import { PageHead } from "../ui/page-head.tsx"
import { Page } from "../ui/wrap.tsx"
import { BeginApplication } from "./begin.tsx"
import { Summary, teacherActsOn } from "./check.tsx"

/** A formed application: to read, and to reopen for editing while that is possible. */
export function FormedApplication({
	application,
	check,
	begin,
}: {
	application: NonNullable<TeacherFormView["application"]>
	check: FormCheck
	begin: readonly Beginning[]
}) {
	const { id, state, short, status, version, formedOn } = application
	const { events, summary } = check
	const on = teacherActsOn({
		events,
		version,
		to: paths.teacherApplication("check", id),
		returnTo: paths.teacherApplication(undefined, id),
	})
	const mayReopen = events["form.reopen"]?.possible ?? false
	const mayRevise = events["application.revise"]?.possible ?? false
	return (
		<>
			<PageHead
				title="Заявление о проведении аттестации"
				tag={<StatusTag state={state}>{short}</StatusTag>}
				lead={status}
			/>
			<Page>
				{mayReopen ? (
					<Alert title="Заявление сформировано, данные в нём уже не меняются">
						<p>
							Чтобы изменить данные, заявление нужно сформировать и подписать заново: нынешнее перестанет
							действовать, прикреплённый скан тоже. Остальные документы сохранятся.
						</p>
						<div className="acts mt-4">
							<ButtonLink to={paths.teacherSubmit(id)}>Подать заявление</ButtonLink>
							<BareAct on={on} event="form.reopen" withNote={false} className="mt-5" />
						</div>
					</Alert>
				) : mayRevise ? (
					<Alert tone="bad" title="Заявление отклонено">
						<p>Всё, что Вы заполнили и прикрепили, сохранено: исправьте данные и подайте заявление снова.</p>
						<BareAct on={on} event="application.revise" className="mt-5" />
					</Alert>
				) : (
					<Alert title="Данные поданного заявления изменить нельзя">
						<p>Если в них ошибка, позвоните координатору: телефон на главной странице.</p>
					</Alert>
				)}
				{formedOn ? (
					<p className="mt-5">
						<a href={paths.applicationForm(id)}>Скачать заявление в Word</a>{" "}
						<span className="muted">сформировано {formedOn}</span>
					</p>
				) : null}
				{begin.length > 0 ? (
					<MarginSection title="Новое заявление">
						<BeginApplication places={begin} again />
					</MarginSection>
				) : null}
				<Summary summary={summary} editable={false} />
			</Page>
		</>
	)
}
