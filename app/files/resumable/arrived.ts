/** The field of a form that names a file which has arrived in pieces. */
export const ARRIVED = "arrived"

/** The header by which a phone without a session sends pieces: the token of its one-time link. */
export const PHOTO_LINK = "Photo-Link"
