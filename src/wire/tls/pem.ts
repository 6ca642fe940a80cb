/** The certificates in some PEM text, each on its own. */
export function pemBlocks(text: string): readonly string[] {
  return text.match(/-----BEGIN (X509 )?CERTIFICATE-----[^-]+-----END \1?CERTIFICATE-----/g) ?? []
}
