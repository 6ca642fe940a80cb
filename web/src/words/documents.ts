/** Texts. */
export const documentWords = {} as const
