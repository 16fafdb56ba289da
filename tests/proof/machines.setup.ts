// Everything is loaded before any test: what a machine is made of belongs to all tests, not to the first that happened to
// load it. What breaks the loading is left to `loading.test.ts`, which a failure here would take down as well.
for (const load of Object.values(import.meta.glob(["/machines/**/*.ts", "!/**/*.test.ts", "!/**/test-*.ts"])))
	await load().catch(() => null)
