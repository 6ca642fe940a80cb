import { randomText, stationId, type IdKind } from '../../src/base/ids.ts'
import type { Attempt, Exchange, Fault, StationDocument } from '../../src/domain/exchange/index.ts'
import type { ClientPartner, ServerPartner } from '../../src/domain/partners/index.ts'

/** The moment at which the clocks of these tests start. */
export const start = new Date('2026-04-01T00:30:05.123Z')

/** Text that some layer between us and the disk may want to change, and must not. */
export const oddTexts: readonly string[] = [
  '受注データ（４月分）',
  '𠮷野家 髙島屋 ～∥－ ㈱',
  '📦👨‍👩‍👧 飛脚',
  `'; DROP TABLE document; --`,
  '"double" `back` \\ slash $1 %s {slot} ?1 :name @x',
  '%_*?[a-z]',
  'line\r\nbreak\ttab\u0001\u007f\u0085\u2028',
  'e\u0301 and \u00e9',
  '\u202eright to left\u202c \u200b\ufeff',
  '  blanks at both ends  ',
  'null',
  'undefined',
  '0',
  '1e400',
  'x'.repeat(20_000),
]

export function newId(kind: IdKind, at: Date = start): string {
  return stationId(kind, at, randomText)
}

/** A document that nothing else resembles, but for what is asked. */
export function document(changes: Partial<StationDocument> = {}): StationDocument {
  const id = newId('D')
  return {
    id,
    box: 'inbox',
    partner: 'retailer',
    state: 'kept',
    messageId: `${id}@jx.example`,
    senderId: '4900000000019',
    receiverId: '4500000000011',
    formatType: 'SecondGenEDI',
    documentType: 'Order',
    compressType: '',
    wire: { bytes: 3, sha256: 'ab'.repeat(32) },
    createdAt: start,
    changedAt: start,
    ...changes,
  }
}

/** Every field of a document that need not be there. */
export const wholeDocument = {
  compressType: 'gzip',
  wire: { bytes: 2 ** 40 + 1, sha256: '01'.repeat(32) },
  content: { bytes: 2 ** 41 + 3, sha256: '23'.repeat(32) },
  fileName: '発注 2026.xml',
  handedOver: { to: '/受信/Order.xml', at: new Date('2026-04-01T01:02:03.456Z') },
  faultId: 'F-260401-0123456789AB',
  twin: '45'.repeat(32),
  changedAt: new Date('2026-04-01T02:00:00.001Z'),
} satisfies Partial<StationDocument>

export function exchange(changes: Partial<Exchange> = {}): Exchange {
  return {
    id: newId('X'),
    partner: 'retailer',
    kind: 'receive',
    startedAt: start,
    documents: 0,
    ...changes,
  }
}

export function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    id: newId('A'),
    exchangeId: 'X-260401-000000000000',
    operation: 'GetDocument',
    number: 1,
    startedAt: start,
    bytesSent: 0,
    bytesReceived: 0,
    ...changes,
  }
}

export function fault(changes: Partial<Fault> = {}): Fault {
  return { id: newId('F'), name: 'write-failed', params: {}, at: start, ...changes }
}

/** A partner that we call, with every setting there is. */
export const wholeServerPartner: Required<ServerPartner> = {
  kind: 'jx-server',
  name: '小売 "いろは" \'&\' 株式会社',
  url: 'https://jx.retailer.example:8443/jx?a=1&b=2',
  ownId: '4500000000011',
  partnerId: '4900000000019',
  from: 'jx.maker.example',
  to: 'edi.retailer.example',
  edition: '2004',
  formatType: 'SecondGenEDI',
  compress: 'gzip',
  user: 'maker',
  trust: ['system', '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n'],
  clientCertificate: '証明書 1',
  nextClientCertificate: { name: '証明書 2', from: '2026-07-01' },
  proxy: 'http://proxy.example:3128',
  proxyUser: 'proxy-user',
  timeoutSeconds: 3600,
  retries: 0,
  retryIntervalSeconds: 86_400,
  hours: 'mon,tue 22:00-06:00',
  tlsMin: 'SSLv3',
  tlsMax: 'TLSv1.3',
  tlsGroups: ['x25519', 'secp256r1'],
  tlsSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_AES_128_GCM_SHA256'],
  tlsServerName: 'edi.retailer.example',
  tlsWaiver: {
    allow: ['ssl3', 'weak-suites'],
    host: 'jx.retailer.example:8443',
    reason: '接続先の更新は 9 月の予定',
    by: '運用担当 "山田"',
    since: '2026-04-01',
    until: '2026-09-30',
  },
}

/** One with no more than it must have. */
export const bareServerPartner: ServerPartner = {
  kind: 'jx-server',
  name: 'retailer',
  url: 'https://localhost:1/jx',
  ownId: '45',
  partnerId: '49',
  from: '45',
  to: '49',
  edition: '2007',
  formatType: '',
  compress: 'none',
  trust: [],
  timeoutSeconds: 60,
  retries: 3,
  retryIntervalSeconds: 60,
  tlsMin: 'TLSv1.2',
  tlsMax: 'TLSv1.3',
}

/** A partner that calls us, with every setting there is. */
export const wholeClientPartner: Required<ClientPartner> = {
  kind: 'jx-client',
  name: 'supplier',
  ownId: '4900000000019',
  partnerId: '4500000000011',
  from: 'edi.retailer.example',
  to: 'jx.maker.example',
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'zip',
  user: 'ユーザー@supplier',
  trust: ['system'],
  subject: 'CN=supplier-a,O=メーカー',
}

export const bareClientPartner: ClientPartner = {
  kind: 'jx-client',
  name: 'small-supplier',
  ownId: '49',
  partnerId: '46',
  from: '49',
  to: '46',
  edition: '2007',
  formatType: 'SecondGenEDI',
  compress: 'none',
  trust: [],
}
