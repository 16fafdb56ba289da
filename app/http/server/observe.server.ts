import { randomUUID, timingSafeEqual } from "node:crypto"
import type { RequestHandler } from "express"
import type { Logger } from "pino"
import { collectDefaultMetrics, Histogram, register } from "prom-client"

const secretSegment = /\/(password\/reset|invite|email\/confirm|calendar|photos)\/[^/.]+/
const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/

/** The path in the form in which it may be logged: without the query, which may contain names, and with one-time tokens hidden. */
export function loggablePath(url: string): string {
	const path = url.split("?", 1)[0] ?? ""
	return path.replace(secretSegment, "/$1/…")
}

/** Gives each request an id (`res.locals.requestId`, header X-Request-Id), a log line and an entry in the histogram. */
export function observe(log: Logger): RequestHandler {
	const duration =
		(register.getSingleMetric("http_request_duration_seconds") as
			| Histogram<"method" | "status">
			| undefined) ??
		new Histogram({
			name: "http_request_duration_seconds",
			help: "Time from the request to the end of the answer",
			labelNames: ["method", "status"],
			buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
		})
	return (request, response, next) => {
		const started = performance.now()
		const id = randomUUID()
		response.locals.requestId = id
		response.setHeader("X-Request-Id", id)
		response.once("close", () => {
			const ms = performance.now() - started
			const { method } = request
			const status = response.statusCode
			duration.observe({ method, status: String(status) }, ms / 1000)
			const level = status >= 500 ? "error" : "info"
			log[level](
				{ id, method, path: loggablePath(request.originalUrl), status, ms: Math.round(ms) },
				"request",
			)
		})
		next()
	}
}

const FORWARDED = [
	"forwarded",
	"via",
	"x-forwarded-for",
	"x-forwarded-host",
	"x-forwarded-proto",
	"x-real-ip",
]

/**
 * Metrics as Prometheus text, for this machine or for a client with the token; 404 for all others. Behind a proxy on this
 * machine every request comes from the loopback, so there the token is required.
 */
export function metrics(token: string | undefined, behindProxy: boolean): RequestHandler {
	if (!register.getSingleMetric("process_cpu_seconds_total")) collectDefaultMetrics()
	return async (request, response, next) => {
		const forwarded = behindProxy || FORWARDED.some((name) => name in request.headers)
		const local = !forwarded && loopback.test(request.socket.remoteAddress ?? "")
		if (!local && !hasToken(request.headers.authorization, token)) return next()
		response.type(register.contentType).send(await register.metrics())
	}
}

function hasToken(header: string | undefined, token: string | undefined): boolean {
	if (!token || !header) return false
	const given = Buffer.from(header)
	const expected = Buffer.from(`Bearer ${token}`)
	return given.length === expected.length && timingSafeEqual(given, expected)
}
