/** 土日祝 · no closed day at all · 土日祝 and the days on which banks do not open. */
export const builtInCalendars = ['japan', 'everyday', 'banks'] as const

export type BuiltInCalendar = (typeof builtInCalendars)[number]
