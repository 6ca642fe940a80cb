/** Texts. */
export const certificateWords = {} as const
