import type { MailRoom } from '../../domain/alerts/index.ts'

/** Loaded with the first mail: most processes send none. */
const loaded = () => import('./smtp.ts')

/** Sends mails by SMTP: STARTTLS that is not passed over, TLS from the first byte, or none. */
export function createMailRoom(): MailRoom {
  return { send: async (...order) => (await loaded()).sendMail(...order) }
}
