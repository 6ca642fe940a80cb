/** What a waiver can allow: each is weaker than the strict default of TLS 1.2–1.3. */
export const weakenings = [
  'ssl3',
  'tls1.0',
  'tls1.1',
  'weak-suites',
  'null-suites',
  'legacy-renegotiation',
  'small-keys',
] as const

export type Weakening = (typeof weakenings)[number]
