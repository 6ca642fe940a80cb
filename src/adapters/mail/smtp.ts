import { createTransport } from 'nodemailer'
import { Readable } from 'node:stream'

import { AlertRefused, type AlertMail, type MailRoom } from '../../domain/alerts/index.ts'
import { causeText, HikyakuError } from '../../errors/index.ts'

/** A server that answers nothing holds the messages behind it no longer than this. */
const timeoutMilliseconds = 30_000

/** Sends one mail. @throws HikyakuError mail-failed; AlertRefused with one */
export const sendMail: MailRoom['send'] = async (server, mail, onLastByte) => {
  const { host, port, tls, from } = server
  const transport = createTransport({
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    ...authOf(server),
    connectionTimeout: timeoutMilliseconds,
    greetingTimeout: timeoutMilliseconds,
    socketTimeout: timeoutMilliseconds,
  })
  try {
    const bytes = await bytesOf(from, mail)
    const envelope = { from, to: [...mail.to] }
    await transport.sendMail({ envelope, raw: Readable.from(marked(bytes, onLastByte)) })
  } catch (error) {
    const { en, ja } = causeText(error)
    const params = { host, detail: en, detailJa: ja }
    const failure = new HikyakuError('mail-failed', params, { cause: error })
    throw wasRefused(error) ? new AlertRefused(failure) : failure
  } finally {
    transport.close()
  }
}

function authOf({ user, password, accessToken }: Parameters<typeof sendMail>[0]) {
  if (user === undefined) return {}
  if (accessToken === undefined) return { auth: { user, pass: password ?? '' } }
  return { auth: { type: 'OAuth2' as const, user, accessToken } }
}

/** Whether the server answered, and that it does not take it (RFC 5321 §4.2.1: 4yz and 5yz). */
function wasRefused(error: unknown): boolean {
  const { responseCode } = error as { readonly responseCode?: unknown }
  return typeof responseCode === 'number' && responseCode >= 400
}

/** What is at the end of a mail: without it the server cannot have accepted it. */
const lastBytes = 2

async function* marked(
  bytes: Uint8Array,
  onLastByte: () => Promise<void>,
): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, -lastBytes)
  await onLastByte()
  yield bytes.subarray(-lastBytes)
}

async function bytesOf(
  from: string,
  { id, to, subject, text, at }: AlertMail,
): Promise<Uint8Array> {
  const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const domain = from.split('@').at(-1) ?? 'localhost'
  const { message } = await writer.sendMail({
    from,
    to: [...to],
    subject,
    text,
    date: at,
    messageId: `<${id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  if (!Buffer.isBuffer(message)) throw new TypeError('the mail was not buffered')
  return message
}
