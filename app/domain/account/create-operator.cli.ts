import { parseArgs } from "node:util"
import { loadClock, now } from "#app/clock/clock.server.ts"
import { prisma } from "#app/db/client.server.ts"
import { DomainError } from "#app/utils/errors.ts"
import { createOperator, renewOperatorLink } from "./create-operator.server.ts"

const USAGE = "Укажите имя пользователя и адрес: npm run operator -- --username NAME --email ADDR"

// `npm run operator` runs this. Its script has already opened the database and set DATABASE_URL.
try {
	const { values } = parseArgs({ options: { username: { type: "string" }, email: { type: "string" } } })
	if (!values.username || !values.email) throw new DomainError("invalid", USAGE)
	await loadClock()
	const link =
		(await renewOperatorLink(values.username, now())) ??
		(await createOperator({ username: values.username, email: values.email, now: now() }))
	console.log(`Оператор «${values.username}». Откройте ссылку и задайте пароль:\n${link}`)
	console.log("Ссылка действует 24 часа и срабатывает один раз.")
} catch (error) {
	const wrongOption = error instanceof TypeError && "code" in error
	if (!(error instanceof DomainError) && !wrongOption) throw error
	const told = error instanceof DomainError ? [...Object.values(error.fields), error.message] : [USAGE]
	console.error(told[0])
	process.exitCode = 1
} finally {
	await prisma.$disconnect()
}
