/** What is kept of one side: a record stays small whatever the other side sends. */
export const wireLimits = {
  /** Of handshake messages that are read; a chain of certificates is some thousands. */
  handshakeBytes: 131_072,
  facts: 64,
  /**
   * That the buffers of both sides take: for each a record (or a hello of SSL 2.0) and a
   * message with the record that ends it, in buffers that grow to twice what is needed.
   */
  heldBytes: 4 * (32_769 + 65_540 + 18_432),
  /** Of each list in a hello. */
  listed: 256,
  extensions: 64,
  certificates: 12,
  /** Names of CAs in a certificate request. */
  issuers: 256,
} as const
