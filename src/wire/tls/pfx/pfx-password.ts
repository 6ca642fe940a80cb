/** A password in the forms in which PKCS #12 uses it. */
export interface PfxPassword {
  /** For PKCS #5. */
  readonly text: string
  /** For PKCS #12's own derivation: UTF-16 with a zero behind it (RFC 7292 §B.1), or nothing. */
  readonly wide: Buffer
  /** There is none, which is not the empty one. */
  readonly absent: boolean
}

/**
 * What may open a file: the password, or where there is none the empty one and none at all, as
 * both are written by who asks for no password.
 */
export function passwordsFor(password: string | undefined): PfxPassword[] {
  const text = password ?? ''
  const given = { text, wide: Buffer.from(`${text}\0`, 'utf16le').swap16(), absent: false }
  return text === '' ? [given, { text, wide: Buffer.alloc(0), absent: true }] : [given]
}
