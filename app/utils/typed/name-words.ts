const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

/** Words of Turkic and Persian names, separate or after a hyphen. They and the name before them do not change. */
export const FROZEN_TAILS = words("кызы гызы кизи оглы оглу улы уулу угли заде")

/** Particles of foreign surnames. */
export const PARTICLES = words("де ла ван фон дер ден ди да дю дель аль эль бен ибн бей")

/** «Калдар-оол» is one Tuvan name. Only its second half is declined, and that half is written in lower case. */
export const TUVAN_SON = "оол"
