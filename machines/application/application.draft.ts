import { allOf } from "../guards.ts"
import { asks } from "./application.guards.ts"
import { applicationSetup } from "./application.setup.ts"
import { correctingEntry, letter } from "./application.transitions.ts"

/** The teacher fills in the application, or a coordinator enters one that came on paper. */
export const draft = applicationSetup.createStateConfig({
	tags: ["active", "draft"],
	initial: "editing",
	states: {
		editing: {
			on: {
				"form.save": { actions: "saveForm" },
				...correctingEntry(),
				"form.discard": { target: "#application.discarded", guard: "neverFiled" },
				"form.issue": {
					target: "formed",
					guard: allOf(["formComplete", "rulebookAllows"]),
					actions: "freezeForm",
				},
				"attachment.add": {
					guard: allOf([asks.fitsDraft, asks.fileAccepted, "beforeEvidenceDeadline"]),
					actions: "addAttachment",
				},
				"attachment.remove": {
					guard: allOf([asks.fitsDraft, "beforeEvidenceDeadline"]),
					actions: "removeAttachment",
				},
				"application.receive": {
					target: "#application.submitted",
					guard: allOf([
						"isEnteredForTeacher",
						"scanAttached",
						"resultsAttached",
						"noOtherActive",
						asks.sourceGiven,
					]),
					actions: ["startReviewTerm", letter("application-submitted", "teacher")],
				},
			},
		},
		formed: {
			tags: "formed",
			on: {
				"form.reopen": { target: "editing", actions: "voidForm" },
				"attachment.add": {
					guard: allOf([asks.isForApplication, asks.fileAccepted, "beforeEvidenceDeadline"]),
					actions: "addAttachment",
				},
				"attachment.remove": {
					guard: allOf([asks.isForApplication, "beforeEvidenceDeadline"]),
					actions: "removeAttachment",
				},
				"application.submit": {
					target: "#application.submitted",
					guard: allOf(["scanAttached", "resultsAttached", "noOtherActive"]),
					actions: [
						"startReviewTerm",
						letter("application-submitted", "teacher"),
						letter("application-arrived", "coordinators"),
					],
				},
			},
		},
	},
})

/** A draft that was begun by mistake. Nothing of it is lost: its owner may take it up again. */
export const discarded = applicationSetup.createStateConfig({
	tags: "discarded",
	on: { "form.restore": { target: "#application.draft.editing", guard: "noOtherActive" } },
})
