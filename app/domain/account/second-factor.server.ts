import { z } from "zod"
import { tryOwnPassword, trySecondFactor } from "#app/auth/limits.server.ts"
import {
	newRecoveryCodes,
	newSecret,
	openSecret,
	pairing,
	plainRecoveryCode,
	sealSecret,
	stepOfCode,
} from "#app/auth/one-time-code.server.ts"
import { hashPassword, passwordMatches } from "#app/auth/passwords.server.ts"
import { passwordMark } from "#app/auth/second-step.server.ts"
import { prisma, type Tx } from "#app/db/client.server.ts"
import { inTransaction } from "#app/db/transaction.server.ts"
import { needsSecondFactor } from "#app/policies/account.policy.ts"
import type { Actor } from "#app/policies/policy.ts"
import { env } from "#app/utils/env.server.ts"
import { DomainError, forbidden, invalid } from "#app/utils/errors.ts"
import { security } from "#app/utils/security-log.server.ts"
import { required } from "../person/person-fields.ts"

export const CodeSchema = z.object({ code: required("Введите код из приложения.", 40) })
export const TurnOffSchema = z.object({ currentPassword: required("Введите свой пароль.") })

const WRONG = "Код не подходит. Дождитесь следующего кода в приложении и введите его или запасной код."

const select = { username: true, passwordHash: true, totpSecret: true, totpSince: true } as const

/** Whether this account asks for a code after the password. The mark binds the second step to that password. */
export async function secondFactorOf(personId: string): Promise<{ isOn: boolean; password: string }> {
	const { totpSince, passwordHash } = await prisma.person.findUniqueOrThrow({
		where: { id: personId },
		select,
	})
	return { isOn: totpSince !== null, password: passwordMark(passwordHash) }
}

/**
 * Checks the second step: a code from the phone, or one of the recovery codes. Each works once.
 * @throws DomainError invalid; forbidden when the account was closed or its password changed meanwhile; TooManyAttempts
 */
export async function checkSecondFactor({
	personId,
	password,
	code,
	at = new Date(),
}: {
	personId: string
	password: string
	code: string
	/** The real time, not the demo's clock. */
	at?: Date
}): Promise<void> {
	const person = await prisma.person.findUnique({
		where: { id: personId },
		select: { ...select, blockedAt: true },
	})
	if (!person || person.blockedAt || passwordMark(person.passwordHash) !== password)
		throw forbidden("Войдите заново: введите имя пользователя и пароль.")
	await trySecondFactor(personId, async () => {
		if (
			(await spendCode(personId, person.totpSecret, code, at)) ||
			(await spendRecoveryCode(personId, code, at))
		)
			return
		security("second-factor", "failed", { account: personId })
		throw invalid({ code: WRONG })
	})
	security("second-factor", "done", { account: personId })
}

async function spendCode(personId: string, sealed: string | null, code: string, at: Date): Promise<boolean> {
	const secret = sealed && openSecret(sealed)
	const step = secret ? stepOfCode(secret, code, at.getTime()) : null
	if (step === null) return false
	// If one code is used twice at once, the database accepts only one use.
	const { count } = await prisma.person.updateMany({
		where: { id: personId, totpLastStep: { lt: step } },
		data: { totpLastStep: step },
	})
	return count === 1
}

async function spendRecoveryCode(personId: string, code: string, at: Date): Promise<boolean> {
	const plain = plainRecoveryCode(code)
	if (plain === null) return false
	const unused = await prisma.recoveryCode.findMany({
		where: { personId, usedAt: null },
		select: { hash: true },
	})
	for (const { hash } of unused) {
		if (!(await passwordMatches(hash, plain))) continue
		const { count } = await prisma.recoveryCode.updateMany({
			where: { personId, hash, usedAt: null },
			data: { usedAt: at },
		})
		return count === 1
	}
	return false
}

/** The page of the profile. It shows the secret only until a first code proves that the phone has it. */
export async function viewSecondFactor(actor: Actor) {
	const person = await prisma.person.findUniqueOrThrow({ where: { id: actor.id }, select })
	const secret = person.totpSecret && !person.totpSince ? openSecret(person.totpSecret) : null
	return {
		isOn: person.totpSince !== null,
		isRequired: env.SECOND_FACTOR === "required" && needsSecondFactor(await rolesOf(actor.id)),
		pairing: secret ? pairing(secret, person.username) : null,
		codesLeft: await prisma.recoveryCode.count({ where: { personId: actor.id, usedAt: null } }),
	}
}

/** The roles from the database. Without the second factor the actor's own list may lack some. */
async function rolesOf(personId: string): Promise<string[]> {
	const rows = await prisma.engagement.findMany({ where: { personId, to: null }, select: { role: true } })
	return rows.map(({ role }) => role)
}

/** Makes a secret for a phone. It does not take effect until a code has confirmed it. */
export async function beginSecondFactor({ actor }: { actor: Actor }): Promise<void> {
	const { count } = await prisma.person.updateMany({
		where: { id: actor.id, totpSince: null },
		data: { totpSecret: sealSecret(newSecret()), totpLastStep: 0 },
	})
	if (count === 0) throw new DomainError("not-allowed-now", "Второй шаг входа уже включён.")
}

/** @returns the recovery codes, which are shown only this once */
export async function confirmSecondFactor({
	actor,
	code,
	at = new Date(),
	now,
}: {
	actor: Actor
	code: string
	/** The real time, not the demo's clock. */
	at?: Date
	now: Date
}) {
	const { totpSecret, totpSince } = await prisma.person.findUniqueOrThrow({ where: { id: actor.id }, select })
	if (totpSince) throw new DomainError("not-allowed-now", "Второй шаг входа уже включён.")
	const step = await trySecondFactor(actor.id, async () => {
		const secret = totpSecret && openSecret(totpSecret)
		const found = secret ? stepOfCode(secret, code, at.getTime()) : null
		if (found === null) throw invalid({ code: WRONG })
		return found
	})
	const codes = newRecoveryCodes()
	// The codes are short, so they are hashed like passwords. That is slow and therefore done before the transaction.
	const hashes = await Promise.all(codes.map((one) => hashPassword(plainRecoveryCode(one) ?? one)))
	await inTransaction(async (tx) => {
		const { count } = await tx.person.updateMany({
			where: { id: actor.id, totpSince: null, totpSecret },
			data: { totpSince: now, totpLastStep: step },
		})
		if (count === 0) throw new DomainError("not-allowed-now", "Второй шаг входа уже включён.")
		await tx.recoveryCode.deleteMany({ where: { personId: actor.id } })
		await tx.recoveryCode.createMany({
			data: hashes.map((hash) => ({ personId: actor.id, hash })),
		})
		await note(tx, actor, actor.id, "second-factor-on", now)
	})
	security("second-factor.on", "done", { account: actor.id })
	return codes
}

/** @throws DomainError invalid for a wrong password, not-allowed-now where the settings require it; TooManyAttempts */
export async function turnOffSecondFactor({
	actor,
	currentPassword,
	now,
}: {
	actor: Actor
	currentPassword: string
	now: Date
}): Promise<void> {
	if ((await viewSecondFactor(actor)).isRequired)
		throw new DomainError(
			"not-allowed-now",
			"Для Вашей роли второй шаг входа обязателен: отключить его нельзя.",
		)
	await tryOwnPassword(actor.id, async () => {
		const { passwordHash } = await prisma.person.findUniqueOrThrow({ where: { id: actor.id }, select })
		if (!(await passwordMatches(passwordHash, currentPassword)))
			throw invalid({ currentPassword: "Пароль не подходит. Наберите его ещё раз." })
	})
	await inTransaction((tx) => removeSecondFactor(tx, { actor, personId: actor.id, now }))
	security("second-factor.off", "done", { account: actor.id, by: actor.id })
}

interface Removal {
	actor: Actor
	personId: string
	now: Date
	/** The reason, if an operator does it for the person. */
	detail?: { reason: string }
}

/** Deletes the secret and the recovery codes and records who did it. @throws DomainError not-allowed-now when it is off */
export async function removeSecondFactor(tx: Tx, { actor, personId, now, detail }: Removal): Promise<void> {
	const { count } = await tx.person.updateMany({
		where: { id: personId, NOT: { totpSince: null } },
		data: { totpSecret: null, totpSince: null, totpLastStep: 0 },
	})
	if (count === 0) throw new DomainError("not-allowed-now", "Второй шаг входа не включён.")
	await tx.recoveryCode.deleteMany({ where: { personId } })
	await note(tx, actor, personId, "second-factor-off", now, detail)
}

const note = (
	tx: Tx,
	actor: Actor,
	personId: string,
	what: string,
	now: Date,
	detail: { reason?: string } = {},
) =>
	tx.accessLog.create({ data: { at: now, actorId: actor.id, personId, what, detail }, select: { id: true } })
