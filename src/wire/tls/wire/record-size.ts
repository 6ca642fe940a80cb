/** Bytes of the head of a record, RFC 8446 §5.1. */
export const headBytes = 5

/** Most that a record carries before it is protected, and on the wire (RFC 5246 §6.2). */
export const longestPlain = 2 ** 14
export const longestRecord = longestPlain + 2048
