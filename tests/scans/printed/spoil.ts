import type { Dice } from "../random.ts"
import { tool } from "./tools.ts"

/** How a printed sheet became a picture. */
export type Device = "scanner" | "phone" | "office copier"

/** Spoils a sheet at 200 dots per inch as this device does, with ImageMagick, and writes a JPEG. */
export async function spoil(
	{ from, to, isWide }: { from: string; to: string; isWide: boolean },
	device: Device,
	dice: Dice,
): Promise<void> {
	const dpi = device === "phone" ? dice.pick([140, 170, 200]) : dice.pick([110, 150, 200])
	const [width, height] = [Math.round((210 / 25.4) * dpi), Math.round((297 / 25.4) * dpi)]
	// People put a landscape sheet on the glass like any other.
	const args = [from, ...(isWide ? ["-rotate", "90"] : []), "-resize", `${width}x${height}!`]
	if (device === "phone") args.push(...photo(width, height, dice))
	else {
		args.push("-background", "white", "-rotate", `${(dice.error() * 1.2).toFixed(2)}`)
		args.push("-level", `${dice.whole(0, 6)}%,${dice.whole(90, 100)}%`)
		args.push("-blur", `0x${dice.between(0.3, 0.8).toFixed(2)}`)
		if (device === "office copier") args.push("-threshold", `${dice.whole(55, 72)}%`)
		else args.push("-attenuate", dice.between(0.02, 0.15).toFixed(2), "+noise", "Gaussian")
	}
	const seed = ["-seed", `${dice.whole(1, 1_000_000)}`]
	args.push("-colorspace", "Gray", "-quality", `${dice.whole(45, 90)}`, to)
	await tool("convert", ...seed, ...args)
}

/** A photo: the sheet turned and in perspective on a desk, light that falls off, a shadow, a little blur, noise. */
function photo(width: number, height: number, dice: Dice): string[] {
	const margin = Math.round(width * dice.between(0.02, 0.08))
	const [wide, high] = [width + 2 * margin, height + 2 * margin]
	const turn = dice.error() * 0.035
	const corner = (right: number, down: number) => {
		const x = (right - 0.5) * width * dice.between(0.95, 1)
		const y = (down - 0.5) * height * dice.between(0.96, 1)
		const [dx, dy] = [x - y * turn, y + x * turn]
		return `${right * width},${down * height} ${Math.round(wide / 2 + dx)},${Math.round(high / 2 + dy)}`
	}
	const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)].join(" ")
	const desk = `gray(${dice.whole(10, 40)}%)`
	const viewport = ["-define", `distort:viewport=${wide}x${high}+0+0`]
	// Bilinear, because the usual filter of a distortion takes ten times as long.
	const filter = ["-filter", "point", "-interpolate", "bilinear"]
	const from = dice.whole(0, 359)
	const light = `gradient:gray(${dice.whole(96, 100)}%)-gray(${dice.whole(55, 90)}%)`
	const lit = ["(", "-size", "64x96", "-define", `gradient:angle=${from}`, light, ...grown(wide, high), ")"]
	const args = ["-virtual-pixel", "background", "-background", desk, ...filter, ...viewport]
	args.push("-distort", "Perspective", corners, ...lit, ...MULTIPLIED)
	if (dice.chance(0.5)) {
		const edge = dice.whole(12, 56)
		const shade = `${edge},0 64,0 64,96 ${edge + Math.round(dice.error() * 8)},96`
		const blurred = ["-draw", `polygon ${shade}`, "-blur", `0x${dice.whole(1, 3)}`]
		const fill = `gray(${dice.whole(60, 85)}%)`
		args.push(
			"(",
			"-size",
			"64x96",
			"xc:white",
			"-fill",
			fill,
			...blurred,
			...grown(wide, high),
			")",
			...MULTIPLIED,
		)
	}
	args.push("-blur", `0x${dice.between(0.4, 1.3).toFixed(2)}`)
	return [...args, "-attenuate", dice.between(0.05, 0.3).toFixed(2), "+noise", "Gaussian"]
}

const MULTIPLIED = ["-compose", "Multiply", "-composite"]
const grown = (width: number, height: number) => ["-resize", `${width}x${height}!`]
