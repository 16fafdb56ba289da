import { setupServer } from "msw/node"

/** Plays the HTTP services of a test: `httpMock.use(http.post("https://…", …))`; reset after each test. */
export const httpMock = setupServer()
