import { births } from "./around/births.ts"
import { calendar } from "./around/calendar.ts"
import { invitations } from "./around/invitations.ts"
import { letters } from "./around/letters.ts"
import { schedules } from "./around/schedules.ts"
import { withdrawals } from "./around/withdrawals.ts"
import { openGround } from "./ground.ts"

// What lives around the applications, and what brings something into being: every cell over HTTP, as with the applications.

const ground = openGround("cells-around", { teachers: ["beginner"], approved: 5 })

withdrawals(ground)
births(ground)
schedules(ground)
invitations(ground)
letters(ground)
// Last, for it moves the clock on.
calendar(ground)
