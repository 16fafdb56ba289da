import type { Audience } from "#machines/application/application.setup.ts"
import type { APPLICATION_LETTERS } from "#templates/letters/index.ts"

/** The subject of each letter, for the person who decides whether to send it. */
export const LETTER_TITLES: Readonly<Record<keyof typeof APPLICATION_LETTERS, string>> = {
	"application-submitted": "Заявление подано",
	"application-arrived": "Поступило заявление",
	"application-registered": "Заявление зарегистрировано",
	"application-rejected": "Заявление отклонено",
	"application-withdrawn": "Заявление отозвано",
	"application-decided": "Решение аттестационной комиссии",
	"procedure-changed": "Заявление переведено на общие основания",
	"schedule-assigned": "Назначен предварительный период",
	"schedule-cleared": "Предварительный период снят",
	"schedule-approved": "График аттестации утверждён",
	"expert-assigned": "Вы назначены специалистом по аттестации",
	"expert-replaced": "Специалист заменён",
	"expert-released": "Вы больше не назначены",
	"expert-declined": "Специалист отказался",
	"visits-proposed": "Специалист предлагает дни посещения",
	"materials-asked": "Специалист просит материалы",
	"departure-reported": "Сообщение об увольнении педагога",
	"conclusion-arrived": "Пришло итоговое заключение",
	"conclusion-attached": "Прикреплено итоговое заключение",
	"conclusion-disputed": "Педагог не согласен с заключением",
	"conclusion-signed": "Педагог подписал заключение",
	"conclusion-unsigned": "Заключение идёт дальше без подписи",
	"conclusion-returned": "Заключение возвращено",
	"sitting-called": "Когда и где заседание",
	"sitting-moved": "Заседание перенесено",
	"sitting-called-off": "На заседание приезжать не нужно",
	"sitting-cancelled": "Заседание отменено",
	"withdrawal-formed": "За Вас готовят отзыв заявления",
	"withdrawal-submitted": "Заявление на отзыв подано",
	"withdrawal-arrived": "Поступило заявление на отзыв",
	"withdrawal-registered": "Заявление на отзыв зарегистрировано",
	"withdrawal-rejected": "Заявление на отзыв отклонено",
}

export const TO_WHOM: Readonly<Record<Audience, { one: string; many: string }>> = {
	teacher: { one: "педагогу", many: "педагогам" },
	school: { one: "координатору в ОО", many: "координаторам в ОО" },
	coordinators: { one: "муниципальному координатору", many: "муниципальным координаторам" },
	experts: { one: "специалисту", many: "специалистам" },
	released: { one: "прежнему специалисту", many: "прежним специалистам" },
	operators: { one: "оператору", many: "операторам" },
}
