import { suiteByName } from '../suites/index.ts'
import type { ServerHelloFact } from '../wire/facts.ts'
import type { HandshakeEvent } from './handshake-record.ts'

const recordHeadBytes = 5
const messageHeadBytes = 4
/** RFC 8446 §5.2: the type behind the content, and the tag; the short one of CCM_8. */
const typeBytes = 1
const tagBytes = 16
const shortTagBytes = 8

/**
 * Whether the server asked for a client certificate under TLS 1.3, told by the length of
 * what the client sent first under encryption. Unasked it is Finished, whose length the
 * suite's hash decides; asked it is Certificate, were it an empty one (RFC 8446 §4.4.2).
 */
export function certificateAsked(events: readonly HandshakeEvent[]): boolean | undefined {
  let hello: ServerHelloFact | undefined
  for (const { from, fact } of events) {
    if (fact?.kind === 'server-hello') hello = fact
    if (fact?.kind === 'encrypted' && from === 'client') {
      return hello?.version === 'TLSv1.3' ? fact.bytes !== finishedBytes(hello.suite) : undefined
    }
  }
  return undefined
}

function finishedBytes(name: string): number {
  const suite = suiteByName(name)
  const hash = suite?.hash === 'SHA384' ? 48 : 32
  const tag = suite?.cipher.endsWith('CCM_8') === true ? shortTagBytes : tagBytes
  return recordHeadBytes + messageHeadBytes + hash + typeBytes + tag
}
