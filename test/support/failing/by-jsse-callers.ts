import type { JsseCall } from '../jsse/jsse-server.ts'
import type { CallingCase } from './calling-case.ts'
import type { Made } from './failing-case.ts'

/** Java's own TLS as the caller, which has other words for the same trouble than OpenSSL. */
function java(order: (made: Made) => JsseCall | Promise<JsseCall>): CallingCase['call'] {
  return async (made, port) => (await made.jsse()).call(port, await order(made))
}

const asked: CallingCase['partner'] = ({ root }) => ({ trust: [root.pem] })

/** A good certificate but for its CA, which is not the one that is registered. */
async function ofAnotherCa({ root, otherRoot }: Made): Promise<JsseCall> {
  const own = await otherRoot.issue({ name: 'supplier', names: [] })
  return { ca: root.pem, own }
}

export const casesByJsseCallers: readonly CallingCase[] = (
  [
    {
      cause: 'client-speaks-no-common-version',
      caller: { ja: 'TLS 1.0 だけの Java', en: 'Java with TLS 1.0 only' },
      call: java(({ root }) => ({ ca: root.pem, protocols: ['TLSv1'] })),
    },
    {
      // It says certificate_unknown, as for any other fault that it finds in a certificate.
      cause: 'caller-refuses-our-certificate',
      caller: {
        ja: 'こちらの認証局を知らない Java',
        en: 'Java that does not know the CA of our certificate',
      },
      call: java(({ otherRoot }) => ({ ca: otherRoot.pem })),
    },
    {
      cause: 'caller-without-certificate',
      caller: {
        ja: 'クライアント証明書を送らない Java（TLS 1.2）',
        en: 'Java without a certificate (TLS 1.2)',
      },
      call: java(({ root }) => ({ ca: root.pem, protocols: ['TLSv1.2'] })),
      partner: asked,
    },
    {
      cause: 'caller-without-certificate',
      caller: {
        ja: 'クライアント証明書を送らない Java（TLS 1.3）',
        en: 'Java without a certificate (TLS 1.3)',
      },
      call: java(({ root }) => ({ ca: root.pem, protocols: ['TLSv1.3'] })),
      partner: asked,
    },
    {
      cause: 'caller-without-certificate',
      caller: {
        ja: 'こちらが受け付ける認証局のクライアント証明書を持たない Java',
        en: 'Java whose certificate is of none of the CAs that we name, and so is kept back',
      },
      call: java(ofAnotherCa),
      partner: asked,
    },
  ] satisfies readonly CallingCase[]
).map((one) => ({ ...one, needs: 'java' }))
