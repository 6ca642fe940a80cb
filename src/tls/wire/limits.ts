/** What is kept of one side: a record stays small whatever the other side sends. */
export const wireLimits = {
  /** Of handshake messages that are read; a chain of certificates is some thousands. */
  handshakeBytes: 131_072,
  facts: 64,
  /** Of each list in a hello. */
  listed: 256,
  extensions: 64,
  certificates: 12,
  /** Names of CAs in a certificate request. */
  issuers: 256,
} as const
