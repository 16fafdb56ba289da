/** The field of a form that names a file which has arrived in pieces. */
export const ARRIVED = "arrived"
