import { testForms } from "./forms.ts"

testForms(["school", "municipal", "expert", "head"])
