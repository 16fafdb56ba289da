import type { Decision, Verdict } from "./application.facts.ts"
import type { DocumentPurpose } from "./document-purpose.ts"
import type { Moment } from "./lifecycle.ts"

/** What the checks of a file said; the tick «Все страницы и все подписи на месте» is the person's own. */
interface DocumentSent {
	accepted?: boolean
	complete?: boolean
}

export type ApplicationEvent = Moment &
	(
		| { type: "form.save" | "form.issue" | "form.reopen" }
		| { type: "attachment.add"; purpose?: DocumentPurpose; accepted?: boolean }
		| { type: "attachment.remove"; purpose?: DocumentPurpose }
		| { type: "application.submit" | "application.register" | "application.revise" | "application.withdraw" }
		| { type: "application.reject"; reason?: string }
		| { type: "schedule.assign" | "schedule.clear" | "schedule.approve" }
		| { type: "expert.replace"; reason?: string }
		| { type: "expert.accept" }
		| { type: "expert.decline"; reason?: string }
		| ({
				type: "conclusion.attach" | "conclusion.replace"
				verdict?: Verdict
				signedByTeacher?: boolean
		  } & DocumentSent)
		| ({ type: "conclusion.sign" } & DocumentSent)
		| { type: "conclusion.dispute"; comment?: string }
		| ({ type: "conclusion.assess"; verdict?: Verdict } & DocumentSent)
		| { type: "conclusion.return"; remark?: string }
		| { type: "conclusion.proceed"; reason?: string }
		| { type: "application.admit" }
		| { type: "application.decide"; decision?: Decision }
		| { type: "application.receive"; source?: string; receivedOn?: string }
		| { type: "procedure.change"; reason?: string }
		| { type: "paper.receive" | "paper.pass" }
	)
