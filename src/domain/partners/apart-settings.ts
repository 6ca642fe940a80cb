/** Settings that have a command and a route of their own: a form of the others leaves them alone. */
export const apartSettings = {
  tlsMin: true,
  tlsMax: true,
  tlsSuites: true,
  tlsGroups: true,
  tlsWaiver: true,
  nextClientCertificate: true,
} as const
