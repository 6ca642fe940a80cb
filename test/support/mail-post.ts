import { SMTPServer } from 'smtp-server'

/** A mail as the server took it. */
export interface TakenMail {
  readonly to: readonly string[]
  readonly subject: string
  readonly messageId: string
  /** The body, decoded. */
  readonly text: string
}

export interface MailPost {
  readonly port: number
  readonly mails: TakenMail[]
  /** Answered to a whole mail instead of taking it. */
  refusal?: number
  close(): Promise<void>
}

/** A real SMTP server on the loopback. */
export async function mailPost(
  options: {
    readonly port?: number
    /** Asks for this login. */
    readonly login?: { readonly user: string; readonly password: string }
    /** Asks for this token of OAuth2. */
    readonly token?: string
    /** STARTTLS or TLS from the first byte, with this key and certificate. */
    readonly tls?: { readonly key: string; readonly cert: string; readonly isImplicit: boolean }
  } = {},
): Promise<MailPost> {
  const mails: TakenMail[] = []
  const { login, token, tls } = options
  const server = new SMTPServer({
    authOptional: login === undefined && token === undefined,
    ...(token === undefined ? {} : { authMethods: ['XOAUTH2'] }),
    secure: tls?.isImplicit ?? false,
    ...(tls === undefined ? { disabledCommands: ['STARTTLS'] } : { key: tls.key, cert: tls.cert }),
    logger: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password, accessToken }, _session, done) => {
      if (token !== undefined && accessToken === token) {
        done(null, { user: username })
        return
      }
      if (username === login?.user && password === login?.password) done(null, { user: username })
      else done(new Error('535 no such login'))
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address)
        if (post.refusal !== undefined) {
          done(Object.assign(new Error('not now'), { responseCode: post.refusal }))
          return
        }
        mails.push({ to, ...partsOf(Buffer.concat(chunks).toString('utf8')) })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  let isOpen = true
  const post: MailPost = {
    port,
    mails,
    close: async () => {
      if (!isOpen) return
      isOpen = false
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
    },
  }
  return post
}

function partsOf(raw: string): Omit<TakenMail, 'to'> {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const header = (name: string): string =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? ''
  return {
    subject: decodedWords(header('Subject')),
    messageId: header('Message-ID'),
    text: decodedBody(body.join('\r\n\r\n'), header('Content-Transfer-Encoding')),
  }
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=` */
function decodedWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, form: string, content: string) =>
      form.toLowerCase() === 'b'
        ? Buffer.from(content, 'base64').toString('latin1')
        : Buffer.from(quoted(content.replaceAll('_', ' ')), 'latin1').toString('latin1'),
    )
    .replaceAll(/[\u0080-\u00ff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'))
}

function quoted(text: string): string {
  return text.replaceAll(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

function decodedBody(body: string, encoding: string): string {
  if (encoding.toLowerCase() === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding.toLowerCase() !== 'quoted-printable') return body
  return Buffer.from(quoted(body.replaceAll(/=\r\n/g, '')), 'latin1').toString('utf8')
}
