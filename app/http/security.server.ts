import { randomBytes } from "node:crypto"
import type { NextFunction, Request, RequestHandler, Response } from "express"
import helmet from "helmet"

const REFUSAL =
	"Запрос отклонён: он пришёл не со страницы этого сайта. Откройте страницу заново и повторите действие.\n"

/** A fresh nonce for each answer, in `res.locals.nonce`: only scripts that carry it may run. */
export function nonce(_request: Request, response: Response, next: NextFunction) {
	response.locals.nonce = randomBytes(16).toString("base64")
	next()
}

const isFile = ({ path }: Request) => path.startsWith("/files/")

/**
 * Headers that tell the browser what this site never does.
 * @param https true when people reach the site by https
 * @param reloading true in development, where Vite puts styles into the page and talks over a web socket
 */
export function contentSecurity({
	https,
	reloading,
}: {
	https: boolean
	reloading: boolean
}): RequestHandler {
	return helmet({
		contentSecurityPolicy: {
			useDefaults: false,
			directives: {
				defaultSrc: ["'self'"],
				scriptSrc: ["'self'", (_request, response) => `'nonce-${(response as Response).locals.nonce}'`],
				styleSrc: reloading ? ["'self'", "'unsafe-inline'"] : ["'self'"],
				connectSrc: reloading ? ["'self'", "ws:"] : ["'self'"],
				// A viewer of PDF is an object to some browsers.
				objectSrc: [(request) => (isFile(request as Request) ? "'self'" : "'none'")],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				// A scan is looked at beside the data of its application, inside a page of this site.
				frameAncestors: [(request) => (isFile(request as Request) ? "'self'" : "'none'")],
				...(https && { upgradeInsecureRequests: [] }),
			},
		},
		// With «no-referrer» browsers send «Origin: null» with every form, and the origin check would refuse all.
		referrerPolicy: { policy: "same-origin" },
		strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
	})
}

/**
 * Refuses every request that changes something unless a page of this very site sent it: the browser's Origin must name the
 * host that was asked, or the site's public address (a proxy may rewrite Host).
 */
export function sameOrigin(publicUrl: string): RequestHandler {
	const publicHost = new URL(publicUrl).host
	return (request, response, next) => {
		if (request.method === "GET" || request.method === "HEAD") return next()
		const origin = request.headers.origin
		const from = origin && URL.canParse(origin) ? new URL(origin).host : undefined
		if (from && (from === request.headers.host || from === publicHost)) return next()
		response.status(403).type("text/plain; charset=utf-8").send(REFUSAL)
	}
}

/** A character that no key types and no database takes: such an address was not made by a page of this site. */
export function legibleAddress(request: Request, response: Response, next: NextFunction) {
	if (!request.originalUrl.includes("%00")) return next()
	response
		.status(400)
		.type("text/plain; charset=utf-8")
		.send("В адресе есть недопустимый знак. Откройте страницу заново.\n")
}
