import type { Role } from "#app/policies/policy.ts"
import { paths } from "#app/utils/paths.ts"

interface SavedList {
	/** The list as its page names it. */
	title: string
	/** Whose cabinet it belongs to. */
	role: Role
}

const of = (role: Role, lists: Readonly<Record<string, string>>): [string, SavedList][] =>
	Object.entries(lists).map(([path, title]) => [path, { title, role }])

/** Every list with filters, by the address of its page. */
const SAVED_LISTS: ReadonlyMap<string, SavedList> = new Map([
	...of("municipal_coordinator", {
		[paths.notSubmitted()]: "Педагогические работники, не подавшие заявление",
		[paths.registration()]: "Регистрация заявлений",
		[paths.scheduling()]: "Заполнение графика",
		[paths.municipalityAttestation()]: "Аттестация педагогических работников",
		[paths.municipalityWithdrawals()]: "Регистрация заявлений на отзыв",
		[paths.exclusion()]: "Отзыв заявления координатором",
		[paths.municipalityPapers()]: "Заключения в группах",
		[paths.municipalityExperts()]: "Специалисты по аттестации",
		[paths.invitations()]: "Приглашённые",
	}),
	...of("operator", {
		[paths.operatorApplications()]: "Заявления области",
		[paths.operatorConclusions()]: "Итоговые заключения",
		[paths.operatorExperts()]: "Списки специалистов",
		[paths.operatorUsers()]: "Пользователи",
		[paths.operatorMail()]: "Письма",
		[paths.operatorAudit()]: "Кто что делал",
		[paths.referenceList("municipalities")]: "Справочник: муниципалитеты",
		[paths.referenceList("organisations")]: "Справочник: организации",
		[paths.referenceList("positions")]: "Справочник: должности",
		[paths.referenceList("subjects")]: "Справочник: предметы",
	}),
	...of("school_coordinator", {
		[paths.schoolApplications()]: "Заявления организации",
		[paths.schoolTeachers()]: "Педагоги организации",
		[paths.schoolWithdrawals()]: "Отзыв заявлений организации",
	}),
	...of("expert", { [paths.expertAttestation()]: "Назначенные педагоги" }),
	...of("group_head", { [paths.group()]: "Заключения группы" }),
])

/** Null for a page that is no list, or has nothing to set. */
export const savedList = (path: string): SavedList | null => SAVED_LISTS.get(path) ?? null
