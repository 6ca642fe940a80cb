import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { httpAnswer, type AnsweringCase } from './answering-case.ts'
import { encoded, mtom, withHref, withoutNamespace } from './odd-messages.ts'

const html = { type: 'text/html; charset=utf-8' }

function page(status: number, title: string, text: string): () => Buffer {
  const body = `<html><head><title>${title}</title></head><body><p>${text}</p></body></html>`
  return () => httpAnswer(body, { ...html, status })
}

/** Servers, and devices before them, that answer with HTTP alone. */
const refusals: readonly AnsweringCase[] = [
  {
    server: {
      ja: '413（送信するドキュメントが上限を超えた、Apache の画面）',
      en: '413 to a Put, with the page of Apache',
    },
    operation: 'put',
    answer: page(413, '413 Request Entity Too Large', 'The amount of data exceeds the limit.'),
    fault: 'size-refused',
    said: /largest size they take.*compression/s,
  },
  {
    server: { ja: '411（途中の機器が Content-Length を外した）', en: '411, with a page' },
    answer: page(411, '411 Length Required', 'A request of this type needs a length.'),
    fault: 'http-refused',
    said: /411.*Length Required.*a proxy on the way takes it out/s,
  },
  {
    server: { ja: '415（ほかの形式を求める）', en: '415, with a page' },
    answer: page(415, 'Unsupported Media Type', 'application/soap+xml is expected'),
    fault: 'http-refused',
    said: /415.*application\/soap\+xml is expected.*which form they want/s,
  },
  {
    server: { ja: '400 と、理由を書いた HTML', en: '400 with an HTML reason' },
    answer: page(400, 'Bad Request', 'The Host header is not one of ours.'),
    fault: 'http-refused',
    said: /400.*The Host header is not one of ours\./s,
  },
  {
    server: {
      ja: '400 と、理由を書いた Shift_JIS の HTML',
      en: '400 with an HTML reason in Shift_JIS',
    },
    answer: () =>
      httpAnswer(Buffer.concat([Buffer.from('<p>'), shiftJis, Buffer.from('</p>')]), {
        type: 'text/html; charset=Shift_JIS',
        status: 400,
      }),
    fault: 'http-refused',
    said: /400.*要求が不正です/s,
  },
  {
    server: {
      ja: '400 と、理由を書いた Shift_JIS の HTML（文字コードは meta 要素にだけある）',
      en: '400 with an HTML reason in Shift_JIS, which its meta element alone says',
    },
    answer: () =>
      httpAnswer(Buffer.concat([Buffer.from('<meta charset="Shift_JIS"><p>'), shiftJis]), {
        type: 'text/html',
        status: 400,
      }),
    fault: 'http-refused',
    said: /400.*要求が不正です/s,
  },
  {
    server: { ja: '503 と Retry-After: 120', en: '503 with Retry-After: 120' },
    answer: () =>
      httpAnswer('<h1>Maintenance until noon</h1>', {
        ...html,
        status: 503,
        head: 'Retry-After: 120\r\n',
      }),
    fault: 'partner-trouble',
    said: /503.*Maintenance until noon/s,
  },
  {
    server: { ja: '200 で、メンテナンスの HTML', en: '200 with the page of a maintenance' },
    answer: page(200, 'Maintenance', 'We are back at 9:00.'),
    fault: 'answer-not-soap',
    said: /200.*We are back at 9:00\./s,
  },
]

/** 要求が不正です */
const shiftJis = Buffer.from('9776 8b81 82aa 9573 90b3 82c5 82b7'.replaceAll(' ', ''), 'hex')

const codings: readonly AnsweringCase[] = [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
].map(([coding, pack], at) => {
  const bare = at === 2
  return {
    server: {
      ja: `${String(coding)} の本文${bare ? '（zlib のヘッダーなし）' : ''}`,
      en: `a body coded as ${String(coding)}${bare ? ', without the head of zlib' : ''}`,
    },
    answer: (good) =>
      httpAnswer((pack as typeof gzipSync)(good), {
        head: `Content-Encoding: ${String(coding)}\r\n`,
      }),
  } satisfies AnsweringCase
})

const codingFaults: readonly AnsweringCase[] = [
  {
    server: {
      ja: 'gzip の本文（Content-Encoding がない）',
      en: 'a body coded as gzip that does not say so',
    },
    answer: (good) => httpAnswer(gzipSync(good)),
  },
  {
    server: { ja: 'zstd の本文', en: 'a body coded as zstd' },
    answer: (good) => httpAnswer(good, { head: 'Content-Encoding: zstd\r\n' }),
    fault: 'answer-invalid',
    said: /Content-Encoding zstd.*gzip, deflate, br/s,
  },
  {
    server: { ja: 'gzip と宣言して、gzip でない本文', en: 'a body that says gzip and is none' },
    answer: (good) => httpAnswer(good, { head: 'Content-Encoding: gzip\r\n' }),
    fault: 'answer-invalid',
    said: /Content-Encoding \(gzip\)/,
  },
]

/** Answers that are JX, but in another wrapping. */
const wrappings: readonly AnsweringCase[] = [
  {
    server: { ja: 'MTOM（添付のある応答）', en: 'MTOM: an answer with an attachment' },
    answer: (good) => httpAnswer(mtom(good), { type: 'multipart/related; boundary=x' }),
    fault: 'answer-invalid',
    said: /attachments \(multipart\/related\)/,
  },
  {
    server: { ja: '20 KB の HTTP ヘッダー', en: 'header fields of 20 KB' },
    answer: (good) => httpAnswer(good, { head: `X-Policy: ${'x'.repeat(20_000)}\r\n` }),
    fault: 'answer-invalid',
    said: /HTTP header fields are longer than 16 KB/,
  },
  {
    server: { ja: '同じ Content-Length が 2 つ', en: 'two equal Content-Lengths' },
    answer: (good) => httpAnswer(good, { head: `content-length: ${good.byteLength}\r\n` }),
  },
  {
    server: {
      ja: '同じ Content-Length が 1 行に 2 つ',
      en: 'two equal Content-Lengths in one line',
    },
    answer: (good) =>
      httpAnswer(good, {
        head: `Content-Length: ${good.byteLength}, ${good.byteLength}\r\n`,
        bare: true,
      }),
  },
  {
    server: { ja: '異なる Content-Length が 2 つ', en: 'two different Content-Lengths' },
    answer: (good) => httpAnswer(good, { head: 'Content-Length: 7\r\n' }),
    fault: 'answer-invalid',
    said: /two different Content-Lengths/,
  },
  {
    server: { ja: '名前空間のない要素', en: 'elements without a namespace' },
    answer: (good) => httpAnswer(withoutNamespace(good)),
    payload: '<order/>',
  },
  {
    server: { ja: 'multiRef（SOAP エンコーディング）', en: 'multiRef (SOAP encoding)' },
    answer: (good) => httpAnswer(encoded(good)),
    payload: '<order/>',
  },
  {
    server: {
      ja: '同じ id の要素が 2 つある multiRef',
      en: 'multiRef with two elements of one id',
    },
    answer: (good) => httpAnswer(encoded(encoded(good, ['senderId']), ['receiverId'])),
    fault: 'answer-invalid',
    said: /multiRef.*id0/s,
  },
  {
    server: { ja: '指す先のない multiRef', en: 'multiRef that points at nothing' },
    answer: (good) => httpAnswer(withHref(good, 'senderId', '#nowhere')),
    fault: 'answer-invalid',
    said: /multiRef.*nowhere/s,
  },
]

/** 山田 in the order's document type. */
function japanese(good: Buffer, charset: 'utf-8' | 'shift_jis', prolog: string): Buffer {
  const name =
    charset === 'utf-8' ? Buffer.from('山田') : Buffer.from('8e52 9363'.replace(' ', ''), 'hex')
  const text = good.toString('latin1').replace(/encoding="[^"]*"/, `encoding="${prolog}"`)
  return Buffer.from(text.replace('>Order<', `>${name.toString('latin1')}<`), 'latin1')
}

const charsets: readonly AnsweringCase[] = [
  {
    server: {
      ja: 'HTTP は utf-8、宣言とバイト列は Shift_JIS',
      en: 'HTTP says utf-8, prolog and bytes are Shift_JIS',
    },
    answer: (good) => httpAnswer(japanese(good, 'shift_jis', 'Shift_JIS')),
    documentType: '山田',
  },
  {
    server: {
      ja: 'HTTP は Shift_JIS、宣言とバイト列は utf-8',
      en: 'HTTP says Shift_JIS, prolog and bytes are utf-8',
    },
    answer: (good) =>
      httpAnswer(japanese(good, 'utf-8', 'utf-8'), { type: 'text/xml; charset=Shift_JIS' }),
    documentType: '山田',
  },
  {
    server: {
      ja: 'HTTP は知られていない文字コード、宣言とバイト列は utf-8',
      en: 'HTTP says a charset that nobody knows, prolog and bytes are utf-8',
    },
    answer: (good) =>
      httpAnswer(japanese(good, 'utf-8', 'utf-8'), { type: 'text/xml; charset=x-klingon' }),
    fault: 'answer-invalid',
    said: /x-klingon/,
  },
  {
    server: {
      ja: 'HTTP は EUC-JP、宣言は utf-8、バイト列はどちらでもない',
      en: 'HTTP says EUC-JP, the prolog utf-8, and the bytes are neither',
    },
    answer: (good) =>
      httpAnswer(japanese(good, 'shift_jis', 'utf-8'), {
        type: 'text/xml; charset=EUC-JP',
      }),
    fault: 'answer-invalid',
    said: /euc-jp.*utf-8/s,
  },
]

/** What servers, and devices before them, answer over HTTP instead of plain JX. */
export const casesByAnswers: readonly AnsweringCase[] = [
  ...refusals,
  ...codings,
  ...codingFaults,
  ...wrappings,
  ...charsets,
]
