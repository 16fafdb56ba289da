import { calendar } from "./around/calendar.ts"
import { creations } from "./around/creations.ts"
import { invitations } from "./around/invitations.ts"
import { letters } from "./around/letters.ts"
import { schedules } from "./around/schedules.ts"
import { withdrawals } from "./around/withdrawals.ts"
import { openGround } from "./ground.ts"

// The subjects around the applications, and the creation of each: every cell over HTTP, as for the applications.

const ground = openGround("cells-around", { teachers: ["beginner"], approved: 5 })

withdrawals(ground)
creations(ground)
schedules(ground)
invitations(ground)
letters(ground)
// This comes last because it moves the clock forward.
calendar(ground)
