// A name from outside must never become a property of every object. While tests run, nothing can be added to the language's
// own prototypes, and code that tries fails at that place. They are not frozen completely, because no object can then
// override an inherited property, which many packages do with `toString`.

for (const { prototype } of [Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, Promise])
	for (const one of [prototype, ...methodsOf(prototype)]) Object.preventExtensions(one)

function methodsOf(prototype: object): object[] {
	return Object.values(Object.getOwnPropertyDescriptors(prototype))
		.map(({ value }) => value)
		.filter((value) => typeof value === "function")
}
