import { setupServer } from "msw/node"

/** Stands in for HTTP services: `httpMock.use(http.post("https://…", …))`. It is reset after each test. */
export const httpMock = setupServer()
