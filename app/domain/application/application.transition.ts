import type { Application } from "#app/db/generated/client.ts"
import type { ApplicationScope } from "#app/policies/application.policy.ts"
import type { Loaded, TransitionContext } from "#app/workflow/subject.server.ts"
import type { ApplicationFacts } from "#machines/application/application.facts.ts"

export type LoadedApplication = Loaded<Application, ApplicationFacts, ApplicationScope>
/** One transition of an application, as its effects receive it. */
export type ApplicationTransition = TransitionContext<Application, ApplicationFacts, ApplicationScope>
