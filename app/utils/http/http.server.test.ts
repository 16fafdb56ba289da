import { expect, test } from "vitest"
import { DomainError, invalid } from "#app/utils/errors.ts"
import { raise } from "./http.server.ts"

function raised(error: DomainError): unknown {
	try {
		return raise(error)
	} catch (thrown) {
		return thrown
	}
}

test("a refusal without a form says what is wrong with each field", () => {
	expect(raised(invalid({ period: "Выберите период.", expert1: "Выберите специалиста." }))).toMatchObject({
		data: { reasons: ["Выберите период.", "Выберите специалиста."] },
		init: { status: 400 },
	})
})

test("and says a sentence once if a field and a reason share it", () => {
	const file = "Файл больше 20 МБ."
	expect(
		raised(new DomainError("invalid", "Не принято.", { reasons: [file], fields: { file } })),
	).toMatchObject({ data: { message: "Не принято.", reasons: [file] } })
})
