import type { KeptForm } from "#app/utils/http/kept-form.ts"
import type { SavedView } from "#app/utils/saved-view.ts"

/** What the frame of every cabinet shows around its pages. */
export interface CabinetData {
	name: string
	username: string
	/** The person's roles in this cabinet, in words. */
	role: string
	region: string
	/** All cabinets of the person. The current one is that of the page shown. */
	cabinets: { to: string; label: string; current: boolean }[]
	/** The address that is still to be confirmed. */
	unconfirmedEmail: string | null
	/** In the demo, the time of its clock in words. */
	demoMoment: string | null
	/** The name of the person whose pages an operator is looking at. */
	helping: string | null
	/** Lists as the person has set them. */
	views: readonly SavedView[]
	/** What the page's form held when its preview was shown, if the person comes back from there. */
	kept: KeptForm | null
}
