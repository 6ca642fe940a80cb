/** What OpenSSL 3.5 speaks in TLS 1.3, more than a check asks for. */
export const manyGroups: readonly string[] = [
  ...['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'],
  ...['MLKEM512', 'MLKEM768', 'MLKEM1024', 'X25519', 'P-256', 'P-384', 'P-521', 'X448'],
  ...['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'],
]
