import { type SpawnOptions, spawn } from "node:child_process"

/** Runs a program to its end. @throws with the program's output, under this name, if it failed */
export function runToEnd(
	program: string,
	args: string[],
	{ name, ...options }: SpawnOptions & { name: string },
): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] })
		let said = ""
		const listen = (chunk: Buffer) => {
			said += chunk.toString()
		}
		child.stdout?.on("data", listen)
		child.stderr?.on("data", listen)
		child.on("error", reject)
		child.on("close", (code) =>
			code === 0 ? resolve() : reject(new Error(`${name} (код ${code}):\n${said.trim()}`)),
		)
	})
}
