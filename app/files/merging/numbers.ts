/** Objects of a long PDF whose numbers are known before it is written. */
export const PAGES_OBJECT = 1
export const CATALOG_OBJECT = 2
export const OUTLINES_OBJECT = 3
export const FONT_OBJECT = 4
export const FONT_DESCRIPTOR_OBJECT = 5
export const FIRST_FREE_OBJECT = 6
