import { testForms } from "./forms.ts"

testForms(["operator"])
