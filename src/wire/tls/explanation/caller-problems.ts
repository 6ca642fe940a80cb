/**
 * What the station's own check finds in a caller's certificate after a handshake that went
 * well, in the place of the library's codes.
 */
export const callerProblems = {
  /** One is needed, and none was sent. */
  none: 'CLIENT_CERTIFICATE_MISSING',
  /** It is good, but of another CA or another subject than this partner's settings name. */
  ofAnother: 'CLIENT_CERTIFICATE_OF_ANOTHER',
} as const
