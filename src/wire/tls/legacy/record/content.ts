import { contentType } from '../../wire/names.ts'

/** What a record of an old version carries (RFC 2246 §6.2.1). */
export const contentTypes = {
  'change-cipher-spec': contentType.changeCipherSpec,
  alert: contentType.alert,
  handshake: contentType.handshake,
  'application-data': contentType.applicationData,
} as const

export type ContentType = keyof typeof contentTypes

/** The type of a wire code. */
export function contentTypeOf(code: number): ContentType | undefined {
  const found = Object.entries(contentTypes).find(([, value]) => value === code)
  return found?.[0] as ContentType | undefined
}
