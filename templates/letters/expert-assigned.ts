import { applicationLetter, named, noLaterThan, scheduleLines } from "./application-data.ts"
import { greeting } from "./common.ts"

/** `dueOn`: the last day for the experts to contact the teacher. */
export const expertAssigned = applicationLetter(
	{
		subject: (data) => named("Вы назначены специалистом по аттестации", data),
		paragraphs: (data) => [
			greeting(data),
			`Вам поручено провести аттестацию: ${data.teacherName}, ${data.position}, на ${data.category} квалификационную категорию.`,
			scheduleLines(data),
			`Изучите заявление и материалы${data.attestationForm === "remote" ? "" : ", свяжитесь с педагогом"}${noLaterThan(data)}. Если Вы не можете участвовать, нажмите «Не могу» и укажите причину: Вам найдут замену.`,
			{ button: "Открыть заявление", url: data.url },
		],
	},
	{
		period: "октябрь-ноябрь 2026",
		experts: [
			{ name: "Экспертова Анна Олеговна", post: "учитель математики, школа № 901" },
			{ name: "Знатоков Игорь Петрович", post: "методист, лицей № 902" },
		],
		attestationForm: "in_person",
		audience: "experts",
		url: "https://attestation.example/expert/attestation",
		recipientName: "Анна Олеговна",
		dueOn: "2026-09-17",
	},
)
