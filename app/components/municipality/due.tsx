import type { MunicipalityHome } from "#app/domain/application/overview/municipality-home.view.server.ts"
import { paths } from "#app/utils/paths.ts"
import { counted, dayMonth } from "#app/utils/russian.ts"
import { Tag, type Tone } from "../ui/tag.tsx"
import type { Task } from "../ui/task-list.tsx"

const applications = (count: number) => counted(count, ["заявление", "заявления", "заявлений"])

/** Tasks with their deadlines, the nearest first. A kind without any work has no line. Each links to its list. */
export function dueTasks(due: MunicipalityHome["due"]): Task[] {
	const lines: [count: number, name: string, note: string, to: string, tone: Tone][] = [
		[
			due.overdue,
			"Рассмотрение просрочено",
			"Прошло больше 30 дней со дня подачи",
			paths.registration({ show: "overdue" }),
			"bad",
		],
		[
			due.soon,
			"Осталось 5 дней и меньше",
			"Зарегистрируйте или отклоните до конца срока",
			paths.registration({ show: "soon" }),
			"you",
		],
		[
			due.withdrawals,
			"Ждут регистрации заявления на отзыв",
			"Пока отзыв не рассмотрен, с заявлением ничего не сделать",
			paths.municipalityWithdrawals(),
			"you",
		],
		[due.pending, "Ждут регистрации", "Срок рассмотрения 30 дней", paths.registration(), "go"],
		[
			due.withoutPeriod,
			"Без назначенного периода аттестации",
			due.nearest
				? `Ближайший период, ${due.nearest.period}, открыт по ${dayMonth(due.nearest.until)} включительно`
				: "Открытых периодов нет: обратитесь к оператору",
			paths.scheduling({ period: "none" }),
			"go",
		],
		[
			due.noExpert,
			"Период назначен, специалистов нет",
			"Нужны два специалиста по аттестации",
			paths.scheduling({ experts: "0" }),
			"go",
		],
		[
			due.oneExpert,
			"Назначен только один специалист",
			"Без второго график не утвердят",
			paths.scheduling({ experts: "1" }),
			"go",
		],
	]
	return lines
		.filter(([count]) => count > 0)
		.map(([count, name, note, to, tone]) => ({
			name,
			note,
			to,
			tag: <Tag tone={tone}>{applications(count)}</Tag>,
		}))
}
