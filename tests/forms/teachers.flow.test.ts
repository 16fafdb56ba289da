import { testForms } from "./forms.ts"

testForms(["teacher"])
