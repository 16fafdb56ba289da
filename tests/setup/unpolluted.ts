// A name that came from outside must never become a property of every object. Nothing can be added to the language's own
// prototypes while tests run: whoever tries fails where it happens. They are not frozen altogether, since a frozen property
// cannot be given to any object that inherits it, which many packages do with `toString`.

for (const { prototype } of [Object, Array, Function, String, Number, Boolean, RegExp, Map, Set, Promise])
	for (const one of [prototype, ...methodsOf(prototype)]) Object.preventExtensions(one)

function methodsOf(prototype: object): object[] {
	return Object.values(Object.getOwnPropertyDescriptors(prototype))
		.map(({ value }) => value)
		.filter((value) => typeof value === "function")
}
