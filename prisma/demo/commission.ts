import { prisma } from "#app/db/client.server.ts"
import { addMember } from "#app/domain/commission/keep-commission.server.ts"
import { membersOn } from "#app/domain/commission/members-on.server.ts"
import type { CommissionOffice } from "#app/domain/commission/offices.ts"
import { enterRoll } from "#app/domain/sitting/enter-roll.server.ts"
import { createSitting, keepPapers } from "#app/domain/sitting/keep-sitting.server.ts"
import type { Actor } from "#app/policies/policy.ts"

const MEMBERS: readonly [
	surname: string,
	name: string,
	patronymic: string,
	CommissionOffice,
	post: string,
][] = [
	["Образцов", "Андрей", "Викторович", "chair", "заместитель начальника Департамента образования"],
	["Типовая", "Инна", "Сергеевна", "deputy", "начальник отдела Департамента образования"],
	["Протоколова", "Ольга", "Николаевна", "secretary", "методист Центра аттестации педагогических работников"],
	["Вершинин", "Кузьма", "Платонович", "member", "директор МАОУ СОШ № 905 г. Томска"],
	["Демидова", "Алла", "Юрьевна", "member", "заведующая МАДОУ № 931 г. Томска"],
	["Ким", "Сэсэг", "", "member", "доцент кафедры педагогики"],
	["Лазарев", "Пётр", "Ильич", "member", "председатель совета директоров школ"],
	["Ооржак", "Чечек", "Калдар-ооловна", "member", "учитель МБОУ СОШ № 921"],
	["Шевелёва", "Лариса", "Павловна", "member", "председатель областной профсоюзной организации"],
]
/** Earlier than every sitting of the demo and the tests. */
const FIRST_DAY = "2024-09-01"
const ABSENT = ["болезнь", "командировка"]

export const SITTING_PLACE = "г. Томск, ул. Примерная, д. 1, ауд. 305"

/** A made-up commission of nine people, in office from this day on. */
export async function seedCommission(actor: Actor, from: string, now: Date): Promise<void> {
	for (const [surname, name, patronymic, office, post] of MEMBERS)
		await addMember({
			...{ actor, now, surname, name, patronymic, office, post, from },
			...{ until: null, order: "распоряжение № 880-р", username: "" },
		})
}

/**
 * Holds a sitting: seven of nine members are present, and the protocol and the order have their numbers.
 * @param planned when it was announced; `now` is when its results are entered
 */
export async function holdSitting({
	actor,
	heldOn,
	orderDate,
	protocolNumber = "3",
	orderNumber = "903-р",
	planned,
	now,
}: {
	actor: Actor
	heldOn: string
	orderDate: string
	protocolNumber?: string
	orderNumber?: string
	planned: Date
	now: Date
}): Promise<string> {
	const { id } = await createSitting({ actor, heldOn, startsAt: "10:00", place: SITTING_PLACE, now: planned })
	if ((await prisma.commissionMember.count()) === 0) await seedCommission(actor, FIRST_DAY, planned)
	const away = (await membersOn(prisma, heldOn)).slice(-ABSENT.length)
	const form = Object.fromEntries(
		away.flatMap((member, index) => [
			[`absent-${member.id}`, "on"],
			[`absence-${member.id}`, ABSENT[index] ?? ""],
		]),
	)
	await enterRoll({ actor, id, form, now })
	await keepPapers({ actor, id, protocolNumber, orderNumber, orderDate, now })
	return id
}
