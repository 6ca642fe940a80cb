/** Texts. */
export const stationWords = {} as const
