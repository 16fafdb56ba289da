import { afterAll, afterEach, beforeAll, expect } from "vitest"
import { httpMock } from "./http-mock.ts"

// Tests must not call outside services. An HTTP request without a handler is refused, and its test fails even if the code
// under test swallows the error.

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"])
const outside: string[] = []

beforeAll(() =>
	httpMock.listen({
		onUnhandledRequest(request) {
			const { hostname, href } = new URL(request.url)
			if (loopback.has(hostname)) return
			outside.push(`${request.method} ${href}`)
			throw new Error(`a test asked for ${href}`)
		},
	}),
)

afterEach(() => {
	httpMock.resetHandlers()
	expect(outside.splice(0), "requests to the outside").toEqual([])
})

afterAll(() => httpMock.close())
