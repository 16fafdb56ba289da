import type { Example } from "./crawl.ts"
import type { Sender } from "./people.ts"
import type { Scene } from "./scene.ts"
import type { Filling } from "./sending.ts"

export interface FormRow {
	/** «teacher.submit · conclusion.dispute»: the route of the page that shows it, and what it does. */
	form: string
	/** Which of several forms with the same name. */
	of?: string
	/** Every role that may see it sends it once. */
	by: readonly Sender[]
	/** Creates what the demo region does not have. */
	prepare?(scene: Scene, by: Sender): Promise<void>
	/** Pages that no link leads to, and pages that have just been created. Others are found by walking through the site. */
	at?(scene: Scene, by: Sender): Promise<Example[]>
	/** What else the page must show, such as a choice that it offers. */
	needs?: string
	/** What a person fills in who does it right. */
	right: Filling | ((scene: Scene, by: Sender) => Promise<Filling>)
	/** What the page says afterwards: a toast or other words. */
	says: string
	/** No field needs an answer, so it is accepted when it is sent empty. */
	optional?: true
	/** It has no text that could be too long. */
	short?: true
	/** The next page belongs to another person, or to nobody. */
	asAnother?: true
	/** Without scripts this form of the page is sent first. It loads the choices of the row's form. */
	after?: { form: string; right: Filling }
	/** Sent without scripts: with them the browser does not use the button, or uploads in its own way. */
	plain?: true
}
