import type { Example } from "./crawl.ts"
import type { Sender } from "./people.ts"
import type { Scene } from "./scene.ts"
import type { Filling } from "./sending.ts"

export interface FormRow {
	/** «teacher.submit · conclusion.dispute»: the route whose page shows it, and what it does. */
	form: string
	/** Which of several that are called the same. */
	of?: string
	/** Every role that may see it sends it once. */
	by: readonly Sender[]
	/** Brings about what the demo region does not have. */
	prepare?(scene: Scene, by: Sender): Promise<void>
	/** Pages without a link to them, and those that came to be only now; others are found by walking through the site. */
	at?(scene: Scene, by: Sender): Promise<Example[]>
	/** What the page must show besides, such as a choice that it offers. */
	needs?: string
	/** What a person fills in who does it right. */
	right: Filling | ((scene: Scene, by: Sender) => Promise<Filling>)
	/** What the page then says: a toast or other words of it. */
	says: string
	/** Nothing of it needs an answer: sent empty, it is taken. */
	optional?: true
	/** It types nothing that a text could be too long for. */
	short?: true
	/** The page after it is somebody else's, or nobody's. */
	asAnother?: true
	/** Without scripts, this form of the page is sent before: it fetches what the row's form offers for choice. */
	after?: { form: string; right: Filling }
	/** Sent without scripts: with them the browser does without the button, or uploads in its own way. */
	plain?: true
}
