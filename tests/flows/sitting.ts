import type { Person } from "./journey.ts"

/** The operator creates a sitting, fills in its card and grants one teacher the category. The others are put off. */
export async function holdSitting(operator: Person, heldOn: string, teacher: string): Promise<void> {
	await operator.go("/operator/sittings")
	await operator.isAt("Заседания комиссии")
	await operator.fill("Дата заседания", heldOn)
	await operator.press("Назначить заседание")
	await operator.sees(operator.page.getByRole("heading", { name: "Карточка заседания" }))
	await operator.reads("пока нельзя внести")
	await operator.fill("Членов комиссии", "9")
	await operator.fill("Присутствовало", "7")
	await operator.fill("Номер протокола", "5")
	await operator.fill("Номер распоряжения", "588-р")
	await operator.fill("Дата распоряжения", heldOn)
	await operator.press("Сохранить карточку")
	await operator.reads("Присутствовало 7 из 9: кворум есть.")
	await operator.choose(`Решение: ${teacher}`, "Установить")
	await operator.press("Внести решения")
	await operator.isAt("Внести решения комиссии")
	await operator.reads(`педагогу, «Решение аттестационной комиссии»: ${teacher}`)
	await operator.press(/^Внести 1.заявление/)
	await operator.reads("Внесено: 1 заявление")
	await operator.follow("Вернуться к работе")
	await operator.seesStatus("concluded.granted", "Категория установлена")
}
