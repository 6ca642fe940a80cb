import { defined } from '../../base/defined.ts'
import {
  asHikyakuError,
  findDocument,
  saveDocument,
  type ExchangeContext,
} from '../exchange/index.ts'
import type { WebhookBody, WebhookCaller } from '../webhooks/ports.ts'
import { withoutAddress } from '../webhooks/target.ts'
import type { Flow, FlowProgram } from './flow.ts'
import type { LaunchEnd } from './program-ports.ts'
import type { ProgramValues } from './program-words.ts'

export interface WebhookContext extends ExchangeContext {
  readonly webhooks: WebhookCaller
}

interface Called {
  readonly flow: Pick<Flow, 'id'>
  readonly program: FlowProgram
  readonly documentId?: string
  readonly signal?: AbortSignal
}

/** Calls a webhook where a program would be started; what went wrong is in its end. */
export async function callProgram(
  context: WebhookContext,
  { flow, program, documentId, signal }: Called,
  values: ProgramValues,
): Promise<LaunchEnd> {
  const { file: server, step, timeLimitSeconds, webhook } = program
  const { url, key } = await context.ledger.flows.webhookSecrets(flow.id, step)
  if (url === undefined || key === undefined) {
    return notCalled(
      `the address of ${server} or its secret is not set`,
      `${server} のアドレスか署名の秘密が設定されていません`,
    )
  }
  try {
    const body = await bodyOf(context, { values: { ...values, step }, documentId, webhook })
    const order = { url, key, id: values.key ?? '', body, timeLimitSeconds }
    const target = defined({ trust: webhook?.trust ?? [], proxy: webhook?.proxy, signal })
    const { status, answer, retryAfterSeconds } = await context.webhooks.call({
      ...order,
      ...target,
    })
    // An answer may repeat the address, which is a secret.
    return { status, output: withoutAddress(answer, url), ...defined({ retryAfterSeconds }) }
  } catch (cause) {
    const error = asHikyakuError(cause)
    if (signal?.aborted === true) {
      const detail = error.text('en').message
      const detailJa = error.text('ja').message
      return { trouble: { kind: 'station-stopped', detail, detailJa }, output: '' }
    }
    const { detail, detailJa } = error.params
    return notCalled(
      String(detail ?? error.text('en').message),
      String(detailJa ?? error.text('ja').message),
    )
  }
}

function notCalled(detail: string, detailJa: string): LaunchEnd {
  return { trouble: { kind: 'not-started', detail, detailJa }, output: '' }
}

interface BodyOrder {
  readonly values: Readonly<Record<string, string>>
  readonly documentId: string | undefined
  readonly webhook: FlowProgram['webhook']
}

/** The same places as a program's, as JSON; the bytes of the document in it if they are wanted. */
async function bodyOf(
  context: WebhookContext,
  { values, documentId, webhook }: BodyOrder,
): Promise<WebhookBody> {
  const encoder = new TextEncoder()
  const facts = JSON.stringify(values)
  const contentType = 'application/json; charset=utf-8'
  if (webhook?.payload !== true || documentId === undefined) {
    const bytes = encoder.encode(facts)
    return { contentType, bytes: bytes.byteLength, chunks: () => joined([bytes]) }
  }
  const document = await findDocument(context, documentId)
  const head = encoder.encode(`${facts.slice(0, -1)},"payload":"`)
  const tail = encoder.encode('"}')
  const length = (document.content ?? document.wire).bytes
  const encoded = Math.ceil(length / 3) * 4
  return {
    contentType,
    bytes: head.byteLength + encoded + tail.byteLength,
    chunks: async function* () {
      yield head
      yield* base64((await saveDocument(context, documentId)).chunks)
      yield tail
    },
  }
}

async function* joined(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(part)
}

/** In pieces of three bytes, so that no padding stands in the middle. */
async function* base64(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const encoded = (bytes: Buffer): Uint8Array => Buffer.from(bytes.toString('base64'), 'latin1')
  let left: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([left, chunk])
    const whole = bytes.byteLength - (bytes.byteLength % 3)
    left = bytes.subarray(whole)
    if (whole > 0) yield encoded(bytes.subarray(0, whole))
  }
  if (left.byteLength > 0) yield encoded(left)
}
