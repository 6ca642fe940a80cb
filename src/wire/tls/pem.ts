/** A block of PEM: what it says it is, and the text between its lines. */
export interface PemBlock {
  readonly name: string
  readonly body: string
  /** As it stands in the file. */
  readonly text: string
}

const block = /-----BEGIN ([A-Z0-9 ]+)-----((?:(?!-----BEGIN )[^])*?)-----END \1-----/g

/** The blocks of a text, and how many begin in it and do not end. */
export function pemBlocks(text: string): { readonly blocks: readonly PemBlock[]; cut: number } {
  const blocks = [...text.matchAll(block)].map(([whole, name = '', body = '']) => ({
    name,
    body,
    text: `${whole}\n`,
  }))
  const begun = text.match(/-----BEGIN /g)?.length ?? 0
  return { blocks, cut: begun - blocks.length }
}

/** What a block with a certificate says it is. */
export const certificateNames: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE'])

/** The certificates of a text, each on its own. */
export function certificatesIn(text: string): PemBlock[] {
  return pemBlocks(text).blocks.filter(({ name }) => certificateNames.has(name))
}
