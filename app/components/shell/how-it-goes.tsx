import { paths } from "#app/utils/paths.ts"
import { ButtonLink } from "../ui/button.tsx"

/** The right half of the sign-in pages: how attestation works. */
export const HOW_IT_GOES = {
	title: "Как проходит аттестация",
	steps: [
		{
			title: "Заполните и подпишите заявление",
			text: "Система подставит Ваши данные и подготовит документ Word.",
		},
		{
			title: "Прикрепите скан и таблицы результатов",
			text: "Координатор проверит заявление и зарегистрирует его.",
		},
		{
			title: "Узнайте период и специалистов",
			text: "Утверждённый график появится в кабинете и на открытой странице.",
		},
		{
			title: "Подпишите итоговое заключение",
			text: "Решение комиссии появится в личном кабинете.",
		},
	],
	act: (
		<ButtonLink to={paths.schedules()} tone="on-deep">
			Посмотреть графики аттестации
		</ButtonLink>
	),
}
