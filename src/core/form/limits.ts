/** Longest name, in characters as people count them (code points). */
export const maxNameLength = 100
/** Longest address, e-mail address and the like, in characters. */
export const maxContactLength = 200
/** Longest document number, in digits. */
export const maxDocumentIdLength = 50
