import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { counted } from "#app/utils/russian.ts"
import { isSubjectName, LIFECYCLES } from "#machines/lifecycles.ts"
import { checkJournal } from "./check-journal.server.ts"

// `npm run replay` calls this after a script has opened the database and set DATABASE_URL.
try {
	await loadClock()
	const checked = await checkJournal({ startedBy: "npm run replay", now: now() })
	const { subjects, transitions, byHand, migrations, differenceCount, differences, tookMs } = checked
	console.log(
		`Сверено: ${counted(subjects, ["запись", "записи", "записей"])}, ${counted(transitions, ["переход", "перехода", "переходов"])} за ${(tookMs / 1000).toFixed(1).replace(".", ",")} с.`,
	)
	console.log(
		`Из них переведено вручную: ${byHand}, переведено на новую версию порядка работы: ${migrations}.`,
	)
	for (const { subject, subjectId, text } of differences)
		console.log(`  ${isSubjectName(subject) ? LIFECYCLES[subject].title : subject} ${subjectId}: ${text}`)
	if (differenceCount > differences.length)
		console.log(`  … и ещё ${differenceCount - differences.length}: показаны первые ${differences.length}.`)
	console.log(
		differenceCount === 0
			? "Всё сходится: журнал даёт ровно те состояния, которые хранятся."
			: `Не сходится: ${differenceCount}. Оператор видит этот список в разделе «Сверка журнала».`,
	)
	process.exitCode = differenceCount === 0 ? 0 : 1
} finally {
	await prisma.$disconnect()
}
