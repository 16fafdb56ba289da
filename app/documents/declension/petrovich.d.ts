declare module "petrovich" {
	type Gender = "male" | "female" | "androgynous"
	type Case = "genitive" | "dative" | "accusative"
	type Inflect = Record<"first" | "middle" | "last", Record<Case, (name: string) => string>>
	const petrovich: Record<Gender, Inflect>
	export default petrovich
}
