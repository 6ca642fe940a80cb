import type { AlertInput } from '../../src/domain/alerts/index.ts'
import { mailPost } from './mail-post.ts'
import { webhookPost } from './webhook-post.ts'

/** What an alert told, whichever way it came. */
export interface Told {
  /** The same at each try. */
  readonly id: string
  readonly subject: string
  readonly text: string
}

/** A real receiver of alerts, and the settings of a rule that goes there. */
export interface AlertReceiver {
  readonly port: number
  /** Of the mail server; the webhook needs none. */
  readonly server: Record<string, unknown>
  readonly rule: Pick<AlertInput, 'mail' | 'webhook'>
  told(): readonly Told[]
  /** Answers from now on that it does not take it; or that it does. */
  refuse(refuses: boolean): void
  close(): Promise<void>
}

export interface AlertWay {
  readonly name: string
  open(port?: number): Promise<AlertReceiver>
}

/** Every way of an alert: what holds of one holds of all. */
export const alertWays: readonly AlertWay[] = [
  {
    name: 'mail',
    open: async (wanted = 0): Promise<AlertReceiver> => {
      const post = await mailPost({ port: wanted })
      const { port } = post
      return {
        port,
        server: { host: '127.0.0.1', port, tls: 'none', from: 'edi@maker.example' },
        rule: { mail: ['ops@maker.example'] },
        told: () => post.mails.map(({ messageId, ...mail }) => ({ id: messageId, ...mail })),
        refuse: (refuses) => {
          if (refuses) post.refusal = 451
          else delete post.refusal
        },
        close: () => post.close(),
      }
    },
  },
  {
    name: 'webhook',
    open: async (wanted = 0): Promise<AlertReceiver> => {
      const post = await webhookPost({ port: wanted })
      return {
        port: post.port,
        server: { host: '127.0.0.1', port: 1, tls: 'none', from: 'edi@maker.example' },
        rule: { webhook: { url: post.url, key: 'a secret of 24 letters..' } },
        told: () => post.calls.map(({ body }) => JSON.parse(body) as Told),
        refuse: (refuses) => {
          post.answer = { status: refuses ? 500 : 200 }
        },
        close: () => post.close(),
      }
    },
  },
]
