import { expect, test } from "vitest"
import { withMunicipality } from "./kept-municipality.ts"

const here = "?municipality=tomsk&page=2"

test("a link inside the coordinators' cabinet keeps the chosen municipality, and nothing else of the address", () => {
	expect(withMunicipality("/municipality", here)).toBe("/municipality?municipality=tomsk")
	expect(withMunicipality("/municipality/exclusion?application=1#exclude", here)).toBe(
		"/municipality/exclusion?application=1&municipality=tomsk#exclude",
	)
})

test("a link that names a municipality, leaves the cabinet, or is on a page without a choice stays unchanged", () => {
	expect(withMunicipality("/municipality?municipality=parabelsky", here)).toBe(
		"/municipality?municipality=parabelsky",
	)
	for (const to of ["/profile", "/municipalityx", "/operator?show=1"])
		expect(withMunicipality(to, here)).toBe(to)
	expect(withMunicipality("/municipality/applications", "?page=2")).toBe("/municipality/applications")
})
