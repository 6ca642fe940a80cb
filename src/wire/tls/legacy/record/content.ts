/** What a record carries (RFC 2246 §6.2.1). */
export const contentTypes = {
  'change-cipher-spec': 20,
  alert: 21,
  handshake: 22,
  'application-data': 23,
} as const

export type ContentType = keyof typeof contentTypes

/** Most that a record may carry before protection, and on the wire (RFC 2246 §6.2). */
export const maxPlainBytes = 2 ** 14
export const maxCipherBytes = 2 ** 14 + 2048

export const headerBytes = 5

/** The type of a wire code. */
export function contentTypeOf(code: number): ContentType | undefined {
  const found = Object.entries(contentTypes).find(([, value]) => value === code)
  return found?.[0] as ContentType | undefined
}
