import { renderToStaticMarkup } from "react-dom/server"
import { type MachineMarks, MachineSvg } from "#app/components/inspection/machine-drawing.tsx"
import type { Drawing } from "#app/drawing/drawing.ts"
import { contentDisposition } from "#app/files/readable-name.ts"
import tokensCss from "../styles/base/tokens.css?raw"
import drawingCss from "../styles/drawing.css?raw"

/** The drawing as a standalone file. It contains its styles and needs neither our fonts nor a network. */
export function svgOf(props: {
	drawing: Drawing
	title: string
	marks: MachineMarks
	tips?: Record<string, string>
}): string {
	return `<?xml version="1.0" encoding="UTF-8"?>\n${renderToStaticMarkup(<MachineSvg {...props} alone={aloneStyles()} />)}\n`
}

export const svgResponse = (svg: string, fileName: string) =>
	new Response(svg, {
		headers: {
			"Content-Type": "image/svg+xml; charset=utf-8",
			"Content-Disposition": contentDisposition(fileName, false),
			"X-Content-Type-Options": "nosniff",
			"Cache-Control": "private, no-store",
		},
	})

/** The page's style sheet without layers and variables, which not every program for SVG knows. */
function aloneStyles(): string {
	const tokens = new Map(
		[...tokensCss.matchAll(/(?<![\w-])(--[\w-]+):([^;]+);/g)].map(([, name, value = ""]) => [
			name,
			value.trim(),
		]),
	)
	return drawingCss
		.replace(/\/\*[\s\S]*?\*\//g, "")
		.replace(/^\s*@layer components \{([\s\S]*)\}\s*$/, "$1")
		.replace(/var\((--[\w-]+)\)/g, (whole, name: string) => tokens.get(name) ?? whole)
		.replace(/\s+/g, " ")
		.trim()
}
