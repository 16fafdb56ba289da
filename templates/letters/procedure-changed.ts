import {
	applicationLetter,
	capital,
	isTeacher,
	named,
	noLaterThan,
	quoted,
	theirs,
	yours,
} from "./application-data.ts"
import { greeting } from "./common.ts"

/** To the teacher and to coordinators. */
export const procedureChanged = applicationLetter(
	{
		subject: (data) =>
			isTeacher(data)
				? "Аттестация пройдёт на общих основаниях"
				: named("Заявление переведено на общие основания", data),
		paragraphs: (data) => [
			greeting(data),
			isTeacher(data)
				? `${yours(data)} переведено с упрощённой формы на общие основания.`
				: `${capital(theirs(data))} переведено с упрощённой формы на общие основания.`,
			...quoted("Причина:", data),
			isTeacher(data)
				? "Подавать заявление заново не нужно. Вам назначат период аттестации и специалистов; мы сообщим об этом письмом."
				: `Назначьте период аттестации и двух специалистов${noLaterThan(data)}.`,
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{ reason: "Документ, подтверждающий основание, не действует." },
)
