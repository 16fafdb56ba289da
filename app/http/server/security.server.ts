import { randomBytes } from "node:crypto"
import type { NextFunction, Request, RequestHandler, Response } from "express"
import helmet from "helmet"
import type { Env } from "#app/utils/env.server.ts"
import { log } from "#app/utils/log.server.ts"
import { refuse } from "./refusal.server.ts"

const FOREIGN =
	"Запрос отклонён: он пришёл не со страницы этого сайта. Откройте страницу заново и повторите действие."

/** Creates a new nonce for each response in `res.locals.nonce`. Only scripts with this nonce may run. */
export function nonce(_request: Request, response: Response, next: NextFunction) {
	response.locals.nonce = randomBytes(16).toString("base64")
	next()
}

const isFile = ({ path }: Request) => path.startsWith("/files/")

/** Browser features that this site never uses. */
const PERMISSIONS = [
	"accelerometer",
	"autoplay",
	"browsing-topics",
	"camera",
	"display-capture",
	"geolocation",
	"gyroscope",
	"hid",
	"magnetometer",
	"microphone",
	"midi",
	"payment",
	"serial",
	"usb",
]
	.map((feature) => `${feature}=()`)
	.join(", ")

/**
 * Headers of every response, errors and files included. Browsers and proxies store nothing unless a handler allows it,
 * because most pages contain personal data.
 */
export function permissionsAndCaching(_request: Request, response: Response, next: NextFunction) {
	response.set({ "Permissions-Policy": PERMISSIONS, "Cache-Control": "no-store" })
	next()
}

/**
 * Headers that tell the browser what this site never does.
 * @param https true when people reach the site by https
 * @param reloading true in development, where Vite inserts styles into the page and uses a web socket
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
				// Some browsers treat the PDF viewer as an object.
				objectSrc: [(request) => (isFile(request as Request) ? "'self'" : "'none'")],
				baseUri: ["'none'"],
				formAction: ["'self'"],
				// Pages of this site show a scan next to the data of its application.
				frameAncestors: [(request) => (isFile(request as Request) ? "'self'" : "'none'")],
				...(https && { upgradeInsecureRequests: [] }),
			},
		},
		// With «no-referrer» browsers send «Origin: null» with every form, and the origin check would refuse them all.
		referrerPolicy: { policy: "same-origin" },
		strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
	})
}

const METHODS = ["GET", "HEAD", "POST"]

/** Only reading pages and sending forms is possible. PUT, DELETE and TRACE are refused. */
export function knownMethods(request: Request, response: Response, next: NextFunction) {
	if (METHODS.includes(request.method)) return next()
	response.set("Allow", METHODS.join(", "))
	if (request.method === "OPTIONS") response.status(204).end()
	else refuse(request, response, 405)
}

/**
 * Refuses every request that changes something unless a page of this site sent it, and sets one host name for later
 * handlers. In production only the public address counts, whatever a proxy puts into Host. The demo and development are
 * opened under several names (localhost, 127.0.0.1, the computer's own), so there the requested host is accepted too.
 */
export function sameOrigin({ PUBLIC_URL, mode }: Pick<Env, "PUBLIC_URL" | "mode">): RequestHandler {
	const site = new URL(PUBLIC_URL)
	return (request, response, next) => {
		const { origin } = request.headers
		const from = origin && URL.canParse(origin) ? new URL(origin).host : undefined
		const changes = request.method === "POST"
		const isAsked = mode !== "production" && from !== undefined && from === request.headers.host
		const isOurs = origin === site.origin || isAsked
		if (changes && !isOurs) {
			if (origin && mode === "production") log.warn({ origin, expected: site.origin }, "foreign origin")
			return refuse(request, response, 403, FOREIGN)
		}
		// Remix compares Origin with the proxy's header and then with Host. Both must contain the name accepted here.
		request.headers.host = changes && from ? from : site.host
		delete request.headers["x-forwarded-host"]
		next()
	}
}

const LONGEST_ADDRESS = 4_000
const MOST_PARAMETERS = 100

/** Refuses an address that no page of this site produces: too long, with a character that the database cannot store, or wrongly encoded. */
export function legibleAddress(request: Request, response: Response, next: NextFunction) {
	const address = request.originalUrl
	if (address.length > LONGEST_ADDRESS) return refuse(request, response, 414)
	const query = address.indexOf("?") + 1
	const parameters = query > 0 ? new URLSearchParams(address.slice(query)) : new URLSearchParams()
	const isLegible =
		address.startsWith("/") &&
		isDecodable(query > 0 ? address.slice(0, query - 1) : address) &&
		!address.includes("%00") &&
		parameters.size <= MOST_PARAMETERS &&
		// With this parameter Remix would answer with the data of a single route, without the checks of its layout. None of our pages uses it.
		!parameters.has("_data")
	if (isLegible) return next()
	refuse(request, response, 400, "В адресе есть недопустимый знак. Откройте страницу заново.")
}

function isDecodable(path: string): boolean {
	try {
		decodeURIComponent(path)
		return true
	} catch {
		return false
	}
}
