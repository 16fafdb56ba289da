import { applicationLifecycle } from "./application/application.texts.ts"
import {
	type InvitationContext,
	invitationGuards,
	invitationMachine,
	invitationTags,
} from "./invitation.machine.ts"
import { type LetterContext, letterGuards, letterMachine, letterTags } from "./letter.machine.ts"
import { type AnyLifecycle, defineLifecycle, versionsOf } from "./lifecycle.ts"
import { type ScheduleContext, scheduleGuards, scheduleMachine, scheduleTags } from "./schedule.machine.ts"
import invitationVersions from "./versions/invitation.json" with { type: "json" }
import letterVersions from "./versions/letter.json" with { type: "json" }
import scheduleVersions from "./versions/schedule.json" with { type: "json" }
import withdrawalVersions from "./versions/withdrawal.json" with { type: "json" }
import {
	type WithdrawalContext,
	withdrawalCreationGuards,
	withdrawalGuards,
	withdrawalMachine,
	withdrawalTags,
} from "./withdrawal.machine.ts"

// Stryker disable StringLiteral: words for people; other words are another text, not another rule. texts.test.ts and the
// refusals in the machines' tables hold the sentences that were agreed on.

interface WithdrawalDetails {
	reason: string | null
}

export const withdrawalLifecycle = defineLifecycle<WithdrawalContext, WithdrawalDetails>()({
	name: "withdrawal",
	title: "Отзыв заявления",
	purpose: "Как педагог отзывает заявление и что отвечает координатор",
	counted: ["отзыв", "отзыва", "отзывов"],
	...versionsOf(withdrawalVersions),
	machine: withdrawalMachine,
	tags: withdrawalTags,
	predicates: withdrawalGuards,
	creation: {
		event: "withdrawal.form",
		text: { button: "Сформировать заявление на отзыв", happened: "Сформировано заявление на отзыв" },
		to: "formed",
		guards: withdrawalCreationGuards,
	},
	states: {
		formed: {
			short: "Сформировано, не подано",
			status:
				"Заявление на отзыв сформировано, Вы можете его загрузить, перейдя по ссылке «Подать заявление на отзыв»",
		},
		submitted: { short: "Подано", status: "Заявление на отзыв подано" },
		discarded: { short: "Не отзывать", status: "Отзыв отменён, заявление остаётся в силе" },
		registered: {
			short: "Зарегистрировано",
			status: "Заявление на отзыв зарегистрировано. Вы можете вновь подать заявление",
		},
		rejected: {
			short: "Отклонено",
			status: ({ reason }) => `Заявление на отзыв отклонено. Причина: ${reason ?? "не указана"}`,
		},
	},
	events: {
		"withdrawal.submit": { button: "Подать заявление на отзыв", happened: "Подано заявление на отзыв" },
		"withdrawal.discard": { button: "Не отзывать", happened: "Отзыв отменён" },
		"withdrawal.register": { button: "Зарегистрировать", happened: "Заявление на отзыв зарегистрировано" },
		"withdrawal.reject": { button: "Отклонить", happened: "Заявление на отзыв отклонено" },
	},
	guards: {
		applicationWithdrawable: {
			about: "facts",
			condition: "заявление подано, и по нему нет итогового заключения",
			reason: "Отозвать можно только поданное заявление, пока по нему нет итогового заключения.",
		},
		noneActive: {
			about: "facts",
			condition: "другой отзыв этого заявления не ждёт",
			reason: "Заявление на отзыв уже сформировано: подайте его или нажмите «Не отзывать».",
		},
		reasonGiven: {
			about: "event",
			condition: "указана причина",
			reason: "Укажите причину отзыва заявления.",
		},
		signedScanSent: {
			about: "event",
			condition: "прикреплён скан подписанного заявления на отзыв",
			reason: "Прикрепите скан подписанного заявления на отзыв.",
		},
	},
})

const names = (people: readonly string[]) => people.join(", ")

export const scheduleLifecycle = defineLifecycle<ScheduleContext>()({
	name: "schedule",
	title: "График аттестации",
	purpose: "График муниципалитета на один период: от заполнения до распоряжения",
	counted: ["график", "графика", "графиков"],
	...versionsOf(scheduleVersions),
	machine: scheduleMachine,
	tags: scheduleTags,
	predicates: scheduleGuards,
	creation: {
		event: "schedule.open",
		text: { button: "Создать периоды", happened: "Период создан" },
		to: "forming",
		guards: [],
	},
	states: {
		forming: { short: "Формируется", status: "График формируется" },
		closed: { short: "Закрыт", status: "Период закрыт, график ждёт утверждения" },
		approved: { short: "Утверждён", status: "График утверждён" },
	},
	events: {
		"schedule.close": { button: "Закрыть период", happened: "Период закрыт" },
		"schedule.reopen": { button: "Открыть снова", happened: "Период открыт снова" },
		"schedule.approve": { button: "Утвердить график", happened: "График утверждён" },
	},
	guards: {
		reasonGiven: { about: "event", condition: "указана причина", reason: "Укажите причину." },
		untilIsAhead: {
			about: "event",
			condition: "указан последний день, не раньше сегодняшнего",
			reason: "Укажите последний день, не раньше сегодняшнего.",
		},
		orderGiven: {
			about: "event",
			condition: "указаны номер и дата распоряжения",
			reason: "Укажите номер и дату распоряжения.",
		},
		everyoneHasTwoExperts: {
			about: "facts",
			condition: "у каждого заявления назначены оба специалиста",
			reason: ({ withoutTwoExperts }) => `Назначены не оба специалиста: ${names(withoutTwoExperts)}.`,
		},
		noWithdrawalWaits: {
			about: "facts",
			condition: "ни одно заявление на отзыв не ждёт решения",
			reason: ({ withdrawalWaits }) => `Ждут решения заявления на отзыв: ${names(withdrawalWaits)}.`,
		},
	},
})

export const invitationLifecycle = defineLifecycle<InvitationContext>()({
	name: "invitation",
	title: "Приглашение",
	purpose: "Ссылка, по которой регистрируются координаторы, специалисты и операторы",
	counted: ["приглашение", "приглашения", "приглашений"],
	...versionsOf(invitationVersions),
	machine: invitationMachine,
	tags: invitationTags,
	predicates: invitationGuards,
	creation: {
		event: "invitation.send",
		text: { button: "Сформировать приглашение", happened: "Приглашение отправлено" },
		to: "sent",
		guards: [],
	},
	states: {
		sent: { short: "Отправлено", status: "Приглашение отправлено" },
		accepted: { short: "Принято", status: "Приглашение принято" },
		expired: { short: "Срок истёк", status: "Срок приглашения истёк" },
		revoked: { short: "Отозвано", status: "Приглашение отозвано" },
	},
	events: {
		"invitation.accept": { button: "Зарегистрироваться", happened: "Приглашение принято" },
		"invitation.expire": { button: "Срок истёк", happened: "Срок приглашения истёк" },
		"invitation.revoke": { button: "Отозвать", happened: "Приглашение отозвано" },
		"invitation.resend": { button: "Отправить повторно", happened: "Приглашение отправлено повторно" },
	},
	guards: {
		stillValid: {
			about: "facts",
			condition: "срок приглашения не истёк",
			reason: "Срок приглашения истёк: попросите отправить его повторно.",
		},
		timeIsUp: {
			about: "facts",
			condition: "срок приглашения истёк",
			reason: "Срок приглашения ещё не истёк.",
		},
	},
})

export const letterLifecycle = defineLifecycle<LetterContext>()({
	name: "letter",
	title: "Письмо",
	purpose: "Письмо от постановки в очередь до отправки, с повторными попытками",
	counted: ["письмо", "письма", "писем"],
	...versionsOf(letterVersions),
	machine: letterMachine,
	tags: letterTags,
	predicates: letterGuards,
	creation: {
		event: "letter.write",
		text: { button: "Написать письмо", happened: "Письмо поставлено в очередь" },
		to: "queued",
		guards: [],
	},
	states: {
		queued: { short: "В очереди", status: "Письмо ждёт отправки" },
		sending: { short: "Отправляется", status: "Письмо отправляется" },
		sent: { short: "Отправлено", status: "Письмо отправлено" },
		failed: { short: "Не отправлено", status: "Письмо не отправлено: адрес отказал или попытки кончились" },
		returned: { short: "Вернулось", status: "Письмо вернулось: получатель его не получил" },
		dropped: {
			short: "Не понадобилось",
			status: "Письмо не отправлено: то, о чём оно напоминало, уже сделано",
		},
	},
	events: {
		"letter.take": { button: "Отправить", happened: "Началась отправка" },
		"letter.deliver": { button: "Отправлено", happened: "Письмо отправлено" },
		"letter.fail": { button: "Ошибка отправки", happened: "Отправить не удалось" },
		"letter.defer": { button: "Отложить отправку", happened: "Почтовый сервер занят, отправка отложена" },
		"letter.refuse": { button: "Отказ сервера", happened: "Почтовый сервер отказался принять письмо" },
		"letter.return": { button: "Письмо вернулось", happened: "Письмо вернулось недоставленным" },
		"letter.drop": { button: "Не отправлять", happened: "Письмо больше не нужно" },
		"letter.resend": { button: "Отправить повторно", happened: "Письмо снова поставлено в очередь" },
	},
	guards: {
		triesLeft: {
			about: "event",
			condition: "остались попытки",
			reason: "Все попытки отправки использованы.",
		},
	},
})

/** Every lifecycle of the system, by the name of its machine. */
export const LIFECYCLES = {
	application: applicationLifecycle,
	withdrawal: withdrawalLifecycle,
	schedule: scheduleLifecycle,
	invitation: invitationLifecycle,
	letter: letterLifecycle,
} satisfies Record<string, AnyLifecycle>

export type SubjectName = keyof typeof LIFECYCLES

export const isSubjectName = (name: string): name is SubjectName => Object.hasOwn(LIFECYCLES, name)
