import sharp from "sharp"
import type { Dice } from "./random.ts"
import type { Picture } from "./sheets.ts"

/** What a device does to a sheet. Lengths are fractions of the sheet's width; levels go up to 255. */
export interface Damage {
	device: "flatbed" | "feeder" | "phone"
	dpi: number
	/** Quarter turns. `degrees` are added to them. */
	quarters: number
	degrees: number
	/** How far each corner is moved: perspective and skew. */
	corners: readonly (readonly [number, number])[]
	blur: number
	noise: number
	paper: number
	ink: number
	/** The light decreases across the sheet to this fraction of the brightest. */
	darkest: number
	lightFrom: number
	/** The edge of a shadow, as of a hand or the phone, and how dark it is. */
	shadow: { at: number; slope: number; share: number } | null
	/** A dusty sensor draws lines down the page. */
	streaks: readonly number[]
	desk: number
	quality: number
}

export function rollDamage(dice: Dice): Damage {
	const device = dice.pick(["flatbed", "feeder", "phone"] as const)
	const phone = device === "phone"
	const skew = dice.error() * 0.008
	const corner = (share: number) => [dice.error() * share, dice.error() * share] as const
	const bend = phone ? 0.018 : 0.001
	const [a, b, c, d] = [corner(bend), corner(bend), corner(bend), corner(bend)]
	const dpi = phone ? dice.pick([150, 200, 300]) : dice.pick([100, 100, 150, 200, 300])
	return {
		device,
		dpi,
		quarters: dice.pick([0, 0, 0, 1, 2, 3]),
		degrees: dice.between(-7, 7),
		corners: phone ? [a, b, c, d] : [[a[0] + skew, a[1]], [b[0] + skew, b[1]], c, d],
		// In dots: the blur of a lens does not depend on the sensor's resolution.
		blur: phone ? dice.between(0.3, (dpi / 100) * 0.75) : dice.between(0.3, 0.7),
		noise: phone ? dice.between(2, 14) : dice.between(0, 7),
		paper: phone ? dice.between(170, 250) : dice.between(225, 255),
		ink: dice.between(10, 70),
		darkest: phone ? dice.between(0.45, 0.95) : 1,
		lightFrom: dice.between(0, 2 * Math.PI),
		shadow:
			phone && dice.chance(0.5)
				? { at: dice.between(0.2, 0.8), slope: dice.between(-0.6, 0.6), share: dice.between(0.6, 0.85) }
				: null,
		streaks: device === "feeder" && dice.chance(0.4) ? [dice.next(), dice.next()] : [],
		desk: phone ? dice.between(20, 110) : dice.between(235, 255),
		quality: dice.whole(phone ? 45 : 30, 92),
	}
}

const GRAINS = 99_991

type Matrix = readonly [number, number, number, number, number, number, number, number]

/** The projection that maps four points to four others: eight equations, solved by elimination. */
function solveProjection(
	from: readonly (readonly [number, number])[],
	to: readonly (readonly [number, number])[],
): Matrix {
	const rows: number[][] = []
	for (const [index, [x, y]] of from.entries()) {
		const [u, v] = to[index] ?? [0, 0]
		rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v])
	}
	const at = (row: number, column: number) => rows[row]?.[column] ?? 0
	for (let pivot = 0; pivot < 8; pivot++) {
		let best = pivot
		for (let row = pivot + 1; row < 8; row++)
			if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row
		const lifted = rows[best] ?? []
		rows[best] = rows[pivot] ?? []
		rows[pivot] = lifted.map((value) => value / (lifted[pivot] ?? 1))
		for (let row = 0; row < 8; row++) {
			if (row === pivot) continue
			const factor = at(row, pivot)
			rows[row] = (rows[row] ?? []).map((value, column) => value - factor * at(pivot, column))
		}
	}
	return rows.map((row) => row[8] ?? 0) as unknown as Matrix
}

/** Draws the sheet as the device saw it: turned, in perspective, lit, blurred, noisy, compressed as JPEG. */
export async function distort(sheet: Picture, damage: Damage, dice: Dice): Promise<Buffer> {
	const turned = damage.quarters % 2 === 1
	const margin = damage.device === "phone" ? 0.06 : 0
	const width = Math.round((turned ? sheet.height : sheet.width) * (1 + 2 * margin))
	const height = Math.round((turned ? sheet.width : sheet.height) * (1 + 2 * margin))
	const inverse = solveProjection(cornersSeen(sheet, damage, width, height), [
		[0, 0],
		[sheet.width, 0],
		[sheet.width, sheet.height],
		[0, sheet.height],
	])
	const data = new Uint8Array(width * height)
	const [cos, sin] = [Math.cos(damage.lightFrom), Math.sin(damage.lightFrom)]
	const [a, b, c, d, e, f, g, h] = inverse
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const w = g * x + h * y + 1
			const sx = (a * x + b * y + c) / w
			const sy = (d * x + e * y + f) / w
			const printed = look(sheet, sx, sy)
			const level = printed < 0 ? damage.desk : damage.ink + ((damage.paper - damage.ink) * printed) / 255
			const nx = x / width - 0.5
			const ny = y / height - 0.5
			let light = 1 - (1 - damage.darkest) * (0.5 + (nx * cos + ny * sin) / 1.42)
			if (damage.shadow && nx + 0.5 > damage.shadow.at + damage.shadow.slope * ny)
				light *= damage.shadow.share
			data[y * width + x] = Math.max(0, Math.min(255, level * light))
		}
	for (const streak of damage.streaks) {
		const x = Math.floor(streak * width)
		for (let y = 0; y < height; y++) data[y * width + x] = Math.round((data[y * width + x] ?? 0) * 0.55)
	}
	const blurred = await sharp(data, { raw: { width, height, channels: 1 } })
		.blur(Math.max(0.3, damage.blur))
		.greyscale()
		.raw()
		.toBuffer()
	// The noise is generated once and repeated. Its length is a prime number, so the repetition is not visible.
	const grain = Float32Array.from({ length: GRAINS }, () => dice.error() * damage.noise)
	for (let at = 0; at < blurred.length; at++)
		blurred[at] = Math.max(0, Math.min(255, (blurred[at] ?? 0) + (grain[at % GRAINS] ?? 0)))
	return sharp(blurred, { raw: { width, height, channels: 1 } })
		.jpeg({ quality: damage.quality })
		.toBuffer()
}

function cornersSeen(sheet: Picture, damage: Damage, width: number, height: number) {
	const angle = ((damage.quarters * 90 + damage.degrees) * Math.PI) / 180
	// A sheet turned by a few degrees in a feeder or on the glass loses its corners. A person with a phone photographs the whole sheet.
	const fit = damage.device === "phone" ? 1 - Math.abs(damage.degrees) * 0.012 : 1
	return [
		[-0.5, -0.5],
		[0.5, -0.5],
		[0.5, 0.5],
		[-0.5, 0.5],
	].map(([u = 0, v = 0], index) => {
		const [du, dv] = damage.corners[index] ?? [0, 0]
		const x = (u * sheet.width + du * sheet.width) * fit
		const y = (v * sheet.height + dv * sheet.width) * fit
		return [
			width / 2 + x * Math.cos(angle) - y * Math.sin(angle),
			height / 2 + x * Math.sin(angle) + y * Math.cos(angle),
		] as const
	})
}

/** The sheet's lightness, interpolated between dots. Negative outside the sheet. */
function look({ width, height, data }: Picture, x: number, y: number): number {
	if (x < 0 || y < 0 || x >= width || y >= height) return -1
	const left = Math.min(Math.floor(x), width - 2)
	const top = Math.min(Math.floor(y), height - 2)
	const [fx, fy] = [x - left, y - top]
	const at = top * width + left
	return (
		(data[at] ?? 255) * (1 - fx) * (1 - fy) +
		(data[at + 1] ?? 255) * fx * (1 - fy) +
		(data[at + width] ?? 255) * (1 - fx) * fy +
		(data[at + width + 1] ?? 255) * fx * fy
	)
}
