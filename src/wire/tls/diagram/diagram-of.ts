import { otherSide, type WireSide } from '../explanation/evidence.ts'
import type { Explanation, FactPart, Text } from '../explanation/explanation.ts'
import { messageLabel } from '../explanation/message-label.ts'
import type { HandshakeEvent, HandshakeRecord } from '../record/handshake-record.ts'
import { labelOfName } from '../versions.ts'
import type { ClientHelloFact, WireFact } from '../wire/facts.ts'
import type { Diagram, DiagramStep, Participant } from './diagram.ts'
import { certificateLines, detailsOf, offeredVersions } from './step-details.ts'

/** A step with the part of the evidence it is, to find where it broke. */
interface Drawn {
  readonly step: Omit<DiagramStep, 'state'>
  readonly parts: readonly FactPart[]
  /** Under encryption: it may be that part, and anything clear comes first. */
  readonly hidden?: boolean
}

/**
 * Draws a record. The step where it broke is the one that the explanation points at.
 *
 * @param explanation absent for a handshake that was done
 */
export function diagramOf(record: HandshakeRecord, explanation?: Explanation): Diagram {
  const drawn = stepsOf(record)
  const broken = explanation === undefined ? -1 : brokenAt(drawn, explanation.breaksAt)
  return {
    participants: [participant(record, 'client'), participant(record, 'server')],
    steps: drawn.map(({ step }, at) => ({ ...step, state: at === broken ? 'broken' : 'ok' })),
    notes: explanation === undefined ? [] : [explanation.summary],
  }
}

function participant({ role, peer }: HandshakeRecord, side: WireSide): Participant {
  const ours = role === side
  const what = {
    client: { ja: 'クライアント', en: 'client' },
    server: { ja: 'サーバー', en: 'server' },
  }
  const name = ours
    ? { ja: `こちら（${what[side].ja}）`, en: `this station (${what[side].en})` }
    : { ja: `接続先（${what[side].ja}）${peer}`, en: `partner (${what[side].en}) ${peer}` }
  return { side, name, ours }
}

function stepsOf(record: HandshakeRecord): readonly Drawn[] {
  const steps: Drawn[] = []
  let hello: ClientHelloFact | undefined
  let hiddenShown = false
  for (const event of record.events) {
    const { from, fact, at } = event
    if (fact !== undefined) {
      // TLS 1.3 hides the certificates; what the library knows of them is told instead.
      const hidden: boolean = fact.kind === 'encrypted' && from !== record.role && !hiddenShown
      hiddenShown ||= hidden
      steps.push(messageStep(event, fact, record.role, hidden ? hiddenLines(record) : []))
      if (fact.kind === 'client-hello') hello ??= fact
      const change = switchStep(fact, hello, at)
      if (change !== undefined) steps.push(change)
    }
    if (event.ended !== undefined) steps.push(endStep(event, event.ended))
  }
  return steps
}

function hiddenLines({ known, events }: HandshakeRecord): readonly Text[] {
  const plain = events.some(({ fact }) => fact?.kind === 'certificate')
  const chain = known?.peerChain ?? []
  return plain || chain.length === 0 ? [] : certificateLines(chain)
}

function messageStep(
  { from, at }: HandshakeEvent,
  fact: WireFact,
  role: WireSide,
  hidden: readonly Text[],
): Drawn {
  const details = [...detailsOf(fact), ...hidden]
  const { offset } = fact
  return {
    step: {
      kind: kindOf(fact),
      from,
      to: otherSide(from),
      title: titleOf(fact),
      details,
      offset,
      at,
    },
    parts: partsOf(fact, from, from === role),
    hidden: fact.kind === 'encrypted',
  }
}

const troubles: ReadonlySet<WireFact['kind']> = new Set([
  'not-tls',
  'malformed',
  'incomplete',
  'limit-reached',
])

function kindOf({ kind }: WireFact): DiagramStep['kind'] {
  if (kind === 'alert') return 'alert'
  return troubles.has(kind) ? 'trouble' : 'message'
}

function titleOf(fact: WireFact): Text {
  if (fact.kind === 'alert') return same(`Alert: ${fact.level} ${fact.name}`)
  const known = titles[fact.kind]
  return known ?? same(messageLabel(fact))
}

const titles: Readonly<Partial<Record<WireFact['kind'], Text>>> = {
  encrypted: { ja: '（ここから暗号化）', en: '(encrypted from here)' },
  'not-tls': { ja: 'TLS ではないデータ', en: 'bytes that are no TLS' },
  malformed: { ja: '不正なデータ', en: 'malformed bytes' },
  incomplete: { ja: '途中で切れたデータ', en: 'bytes cut in the middle' },
  'limit-reached': { ja: '（以降は記録の上限を超過）', en: '(beyond what is recorded)' },
}

/** The notice's third step: the client goes over to the version the server answered with. */
function switchStep(
  fact: WireFact,
  hello: ClientHelloFact | undefined,
  at: number,
): Drawn | undefined {
  if (fact.kind !== 'server-hello' || hello === undefined) return undefined
  const offered = offeredVersions(hello)
  const [newest = hello.version] = offered.toSorted((a, b) => b.localeCompare(a))
  if (newest === fact.version) return undefined
  const [to, from] = [labelOfName(fact.version), labelOfName(newest)]
  return {
    step: {
      kind: 'switch',
      from: 'client',
      to: 'client',
      title: {
        ja: `バージョンを ${from} から ${to} に切り替え`,
        en: `switches from ${from} to ${to}`,
      },
      details: [],
      at,
    },
    parts: ['server-hello'],
  }
}

const endings: Readonly<Record<NonNullable<HandshakeEvent['ended']>, Text>> = {
  end: { ja: '接続を閉じた', en: 'closes the connection' },
  reset: { ja: '接続をリセット', en: 'resets the connection' },
  timeout: { ja: '時間内に続きなし', en: 'says nothing more in time' },
}

function endStep({ from, at }: HandshakeEvent, ended: NonNullable<HandshakeEvent['ended']>): Drawn {
  const to = otherSide(from)
  return {
    step: { kind: 'end', from, to, title: endings[ended], details: [], at },
    parts: ['ended'],
  }
}

const partOfKind: Readonly<Partial<Record<WireFact['kind'], readonly FactPart[]>>> = {
  'client-hello': ['hello'],
  'server-hello': ['server-hello'],
  'hello-retry-request': ['server-hello'],
  'server-key-exchange': ['key-exchange'],
  'certificate-request': ['request'],
  'not-tls': ['not-tls'],
  malformed: ['malformed'],
  incomplete: ['unfinished'],
}

function partsOf(fact: WireFact, from: WireSide, ours: boolean): readonly FactPart[] {
  const certificates: readonly FactPart[] =
    from === 'client' ? ['client-chain', 'own-chain'] : ['server-chain']
  const alert: FactPart = ours ? 'our-alert' : 'their-alert'
  if (fact.kind === 'certificate') return certificates
  if (fact.kind === 'alert') return [alert]
  // In TLS 1.3 certificates and alerts lie in there.
  if (fact.kind === 'encrypted') return [...certificates, alert]
  return partOfKind[fact.kind] ?? []
}

/** The last step of that part, so that the switch counts and not the hello before it. */
function brokenAt(drawn: readonly Drawn[], part: FactPart): number {
  const clear = drawn.findLastIndex(({ parts, hidden }) => parts.includes(part) && hidden !== true)
  if (clear >= 0) return clear
  const hidden = drawn.findLastIndex(({ parts }) => parts.includes(part))
  return hidden >= 0 ? hidden : drawn.length - 1
}

function same(text: string): Text {
  return { ja: text, en: text }
}
