import { applicationLifecycle } from "#machines/application/application.texts.ts"
import { isTagged, type TagOf } from "#machines/lifecycle.ts"

/** What an ended application means for the teacher from now on. */
export function wordsAfterTheEnd(state: string): { title: string; text: string } {
	const is = (tag: TagOf<typeof applicationLifecycle>) => isTagged(applicationLifecycle, state, tag)
	if (is("refused"))
		return {
			title: "Спросите координатора о причинах отказа",
			text: "Он скажет и о том, с какого дня можно подать заявление снова. Выписка из протокола — ниже, в разделе «Документы».",
		}
	if (is("decided"))
		return {
			title: "Делать ничего не нужно",
			text: "Категория и день, с которого она установлена, записаны в Вашем личном кабинете. Если на работе попросят подтверждение, скачайте выписку из протокола: она ниже, в разделе «Документы».",
		}
	return {
		title: "Заявление отозвано",
		text: "Делать ничего не нужно. Новое заявление можно начать ниже в любой день: прежние ответы в нём уже будут, их останется проверить.",
	}
}
