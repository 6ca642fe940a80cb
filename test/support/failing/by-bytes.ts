import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { deaf, rawServer } from '../raw-server.ts'
import { legacyTcpServer } from '../legacy/tcp-server.ts'
import type { FailingCase, FailingServer, Made } from './failing-case.ts'
import {
  alertBytes,
  certificateMessage,
  groups,
  helloRetry,
  serverHello,
  suites,
} from './first-flight.ts'

/** Servers of which each byte is ours. */

type Ending = 'end' | 'reset' | 'stay'

/** Answers the first bytes with its own, and then ends or stays. */
function answering(bytes: Buffer | string, ending: Ending = 'end'): () => Promise<FailingServer> {
  return () =>
    rawServer(({ socket }) => {
      socket.once('data', () => {
        if (bytes.length > 0) socket.write(bytes)
        if (ending === 'end') socket.end()
        if (ending === 'reset') socket.resetAndDestroy()
      })
    })
}

/** As servers before SSL 3.0 was usual: a record of TLS is nothing that they know. */
export function wantingSsl2Form(): Promise<FailingServer> {
  return rawServer(({ socket }) => {
    socket.once('data', ([first = 0, , type]: Buffer) => {
      const isSsl2Form = first >= 0x80 && type === 1
      socket.end(isSsl2Form ? serverHello({ version: 0x0300, suite: suites.rsaCbc }) : '')
    })
  })
}

/** Has something against a hello that is no small one, and answers no other. */
function onlySmall(
  refuse: (socket: Socket) => unknown,
  ending: Ending,
): () => Promise<FailingServer> {
  return () =>
    rawServer(({ socket }) => {
      socket.once('data', (bytes: Buffer) => {
        if (bytes.length <= 1400) return
        refuse(socket)
        if (ending === 'end') socket.end()
        if (ending === 'reset') socket.resetAndDestroy()
      })
    })
}

/** Sends what comes before the last message, and of that one byte after the other, never all. */
function dripping(flight: (made: Made) => readonly Buffer[]): FailingCase['open'] {
  return (made) =>
    rawServer(async ({ socket }) => {
      await once(socket, 'data')
      const before = flight(made)
      const last = before.at(-1) ?? hello
      socket.write(Buffer.concat(before.slice(0, -1)))
      for (const byte of last.subarray(0, -1)) {
        socket.write(Buffer.from([byte]))
        await setTimeout(50)
      }
    })
}

/** Asks each hello for another group; the client's changed cipher is no hello. */
function retrying(wanted: readonly number[]): () => Promise<FailingServer> {
  return () =>
    rawServer(({ socket }) => {
      const left = [...wanted]
      socket.on('data', (bytes: Buffer) => {
        const at = bytes.indexOf(helloStart)
        const group = at < 0 ? undefined : left.shift()
        if (group !== undefined) socket.write(helloRetry(bytes.subarray(at), group))
      })
    })
}

/** A warning that it ends, and no error (RFC 5246 §7.2.1). */
const farewell = Buffer.from([21, 3, 3, 0, 2, 1, 0])

/** A record of the handshake, whatever version it names. */
const helloStart = Buffer.from([22, 3])

function alert(code: number): () => Promise<FailingServer> {
  return answering(alertBytes(code))
}

const hello = serverHello({ version: 0x0303, suite: suites.ecdheRsa })

export const caseByBytes: readonly FailingCase[] = [
  {
    cause: 'algorithm-mismatch',
    server: {
      ja: 'TLS 1.1 で応答し、TLS 1.2 の暗号を選ぶサーバー（バイト列）',
      en: 'bytes: answers TLS 1.1 and picks a suite of TLS 1.2',
    },
    open: answering(serverHello({ version: 0x0302, suite: suites.ecdheRsa }), 'stay'),
  },
  {
    cause: 'algorithm-mismatch',
    server: {
      ja: 'SSL 3.0 で応答し、AES の暗号を選ぶサーバー（製品通知の事例、旧バージョン用エンジンで接続）',
      en: 'the notice: answers SSL 3.0 and picks a suite with AES, called by the engine for old versions',
    },
    open: ({ root }) =>
      root
        .issue()
        .then((certificate) =>
          legacyTcpServer({ version: 'SSLv3', suite: 'TLS_RSA_WITH_AES_128_CBC_SHA', certificate }),
        ),
    tlsMin: 'SSLv3',
    tlsMax: 'TLSv1',
    tlsSuites: ['TLS_RSA_WITH_AES_128_CBC_SHA', 'TLS_RSA_WITH_3DES_EDE_CBC_SHA'],
    allow: ['ssl3', 'tls1.0', 'weak-suites'],
  },
  {
    cause: 'suite-of-another-version',
    server: {
      ja: 'TLS 1.2 で応答し、TLS 1.3 の暗号を選ぶサーバー（バイト列）',
      en: 'bytes: answers TLS 1.2 and picks a suite of TLS 1.3',
    },
    open: answering(serverHello({ version: 0x0303, suite: suites.aes13 }), 'stay'),
  },
  {
    cause: 'server-version-not-allowed',
    server: {
      ja: 'TLS 1.2 で応答するサーバー（こちらは TLS 1.3 だけ、バイト列）',
      en: 'bytes: answers TLS 1.2, while we allow 1.3 only',
    },
    open: answering(hello, 'stay'),
    tlsMin: 'TLSv1.3',
    notSaid: /waiver/,
  },
  {
    cause: 'suite-not-offered',
    server: {
      ja: '提示していない RC4 の暗号を選ぶサーバー（バイト列）',
      en: 'bytes: picks a suite with RC4 that was not offered',
    },
    open: answering(serverHello({ version: 0x0303, suite: suites.rc4 }), 'stay'),
  },
  {
    cause: 'downgraded',
    server: {
      ja: 'TLS 1.3 対応の印を付けて TLS 1.2 で応答するサーバー（バイト列）',
      en: 'bytes: answers TLS 1.2 with the mark of a server that speaks 1.3',
    },
    open: answering(
      serverHello({ version: 0x0303, suite: suites.ecdheRsa, end: Buffer.from('DOWNGRD\x01') }),
      'stay',
    ),
  },
  {
    cause: 'server-version-too-old',
    server: {
      ja: 'TLS 1.0 で応答するサーバー（バイト列）',
      en: 'bytes: answers TLS 1.0',
    },
    open: answering(serverHello({ version: 0x0301, suite: suites.ecdheCbc }), 'stay'),
  },
  {
    cause: 'server-version-too-old',
    server: {
      ja: 'TLS 1.0 までの古いサーバー（完全なハンドシェイク）',
      en: 'an old server that speaks nothing above TLS 1.0, with a whole handshake',
    },
    open: ({ root }) =>
      root
        .issue()
        .then((certificate) =>
          legacyTcpServer({ version: 'TLSv1', suite: 'TLS_RSA_WITH_AES_128_CBC_SHA', certificate }),
        ),
  },
  {
    cause: 'unsafe-legacy-renegotiation',
    server: {
      ja: 'RFC 5746 に対応しないサーバー（バイト列）',
      en: 'bytes: a server without RFC 5746',
    },
    open: answering(
      serverHello({ version: 0x0303, suite: suites.ecdheRsa, renegotiationInfo: false }),
      'stay',
    ),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'plain-http-on-port',
    server: { ja: '暗号化しない HTTP のサーバー', en: 'a server of plain HTTP' },
    open: answering('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  },
  {
    cause: 'proxy-answers-itself',
    server: { ja: '407 で応答するプロキシ', en: 'a proxy that answers 407' },
    open: answering('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
  },
  {
    cause: 'other-service-on-port',
    server: { ja: 'SSH のサーバー', en: 'a server of SSH' },
    open: answering('SSH-2.0-OpenSSH_9.6\r\n'),
  },
  {
    cause: 'silent-after-hello',
    server: { ja: '何も応答しないサーバー', en: 'a server that never answers' },
    open: () => rawServer(deaf),
  },
  {
    cause: 'cut-after-hello',
    server: { ja: 'Client Hello の直後に切断（FIN）', en: 'hangs up after the Client Hello (FIN)' },
    open: answering(''),
  },
  {
    cause: 'cut-after-hello',
    server: { ja: 'Client Hello の直後に切断（RST）', en: 'resets after the Client Hello (RST)' },
    open: answering('', 'reset'),
    tlsMax: 'TLSv1.2',
    notSaid: /TLS 1\.3/,
  },
  {
    cause: 'cut-after-hello',
    server: {
      ja: 'SSL 2.0 形式の Client Hello だけに応答するサーバー（バイト列）',
      en: 'bytes: a server that answers a hello in the form of SSL 2.0 alone',
    },
    open: wantingSsl2Form,
  },
  {
    cause: 'silent-in-handshake',
    server: { ja: 'Server Hello の後、応答なし', en: 'falls silent after its Server Hello' },
    open: answering(hello, 'stay'),
    said: /\(waited 1 s\)/,
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'closed-in-handshake',
    server: {
      ja: 'Server Hello の後、close_notify で閉じる',
      en: 'closes with close_notify after its Server Hello',
    },
    open: answering(Buffer.concat([hello, farewell])),
    said: /after Server Hello was received, and named no error/,
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'closed-in-handshake',
    server: {
      ja: 'Client Hello に close_notify だけを返して閉じる',
      en: 'answers the Client Hello with close_notify alone',
    },
    open: answering(farewell),
    said: /after Client Hello was sent/,
  },
  {
    cause: 'cut-in-handshake',
    server: { ja: 'Server Hello の後に切断', en: 'hangs up after its Server Hello' },
    open: answering(hello),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'silent-in-handshake',
    server: { ja: 'Server Hello の途中で応答なし', en: 'falls silent amid its Server Hello' },
    open: answering(hello.subarray(0, 30), 'stay'),
    said: /after 25 of 49 bytes of Server Hello were received/,
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'cut-in-handshake',
    server: { ja: 'Server Hello の途中でリセット', en: 'resets amid its Server Hello' },
    open: answering(hello.subarray(0, 30), 'reset'),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'slow-in-handshake',
    server: {
      ja: 'Server Hello を 1 バイトずつ送り続けるサーバー',
      en: 'drips its Server Hello byte by byte',
    },
    open: dripping(() => []),
    said: /of 49 bytes of Server Hello only [1-4]?\d came in 1 s/,
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'slow-in-handshake',
    server: {
      ja: 'Server Hello の後、証明書を 1 バイトずつ送り続けるサーバー',
      en: 'drips its Certificate byte by byte, behind its Server Hello',
    },
    open: dripping(({ leaf }) => [hello, certificateMessage(leaf)]),
    said: /of \d{3} bytes of Certificate only \d+ came/,
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'no-common-group',
    server: {
      ja: '提示していないグループを Hello Retry Request で求めるサーバー（バイト列）',
      en: 'bytes: asks for a group that was not offered, in a Hello Retry Request',
    },
    open: retrying([groups.secp160k1]),
    breaks: /^Hello Retry Request$/,
  },
  {
    cause: 'peer-breaks-protocol',
    server: {
      ja: 'Hello Retry Request を繰り返すサーバー（バイト列）',
      en: 'bytes: sends a Hello Retry Request, and then another one',
    },
    open: retrying([groups.secp384r1, groups.secp521r1]),
  },
  {
    cause: 'cut-after-handshake',
    server: {
      ja: 'ハンドシェイクの後、要求に応答せず切断（Node.js）',
      en: 'resets when the request comes, after a good handshake (Node.js)',
    },
    open: ({ leaf }) =>
      rawServer(
        ({ socket, tcp }) => {
          socket.once('data', () => tcp.resetAndDestroy())
        },
        { tls: { cert: leaf.pem, key: leaf.keyPem } },
      ),
  },
  ...(
    [
      [40, 'no-common-suite', 'handshake_failure'],
      [47, 'peer-saw-protocol-error', 'illegal_parameter'],
      [49, 'access-denied', 'access_denied'],
      [71, 'insufficient-security', 'insufficient_security'],
      [80, 'server-internal-error', 'internal_error'],
      [86, 'inappropriate-fallback', 'inappropriate_fallback'],
      [90, 'user-canceled', 'user_canceled'],
      [112, 'unrecognized-name', 'unrecognized_name'],
      [42, 'certificate-alert', 'bad_certificate'],
      [115, 'other-alert', 'unknown_psk_identity'],
    ] as const
  ).map(([code, cause, name]): FailingCase => ({
    cause,
    server: { ja: `アラート ${name}（${code}）`, en: `bytes: the alert ${name} (${code})` },
    open: alert(code),
    // A hello of today is what such a server may not understand; one of TLS 1.2 is small.
    ...(name === 'illegal_parameter' ? { tlsMax: 'TLSv1.2' } : {}),
  })),
  ...(
    [
      ['cut-after-hello', 'end', '切断（FIN）する', 'hangs up on'],
      ['cut-after-hello', 'reset', 'リセットする', 'resets'],
      ['silent-after-hello', 'stay', '捨てる', 'swallows'],
    ] as const
  ).map(([cause, how, ja, en]): FailingCase => ({
    cause,
    server: {
      ja: `1,400 バイトを超える Client Hello を${ja}機器`,
      en: `a device that ${en} a Client Hello of more than 1,400 bytes`,
    },
    open: onlySmall(() => undefined, how),
    said: /the hello has 1\d{3} bytes, with the key share X25519MLKEM768/,
  })),
  ...([50, 47] as const).map((code): FailingCase => {
    const name = code === 50 ? 'decode_error' : 'illegal_parameter'
    return {
      cause: 'hello-not-understood',
      server: {
        ja: `1,400 バイトを超える Client Hello に ${name}（${code}）を返すサーバー`,
        en: `a server that answers a Client Hello of more than 1,400 bytes with ${name} (${code})`,
      },
      open: onlySmall((socket) => socket.write(alertBytes(code)), 'end'),
      said: /X25519MLKEM768/,
    }
  }),
  {
    cause: 'handshake-failure',
    server: {
      ja: 'Server Hello の後に handshake_failure（40）を返すサーバー（バイト列）',
      en: 'bytes: handshake_failure (40) behind its Server Hello',
    },
    open: answering(Buffer.concat([hello, alertBytes(40)])),
    tlsMax: 'TLSv1.2',
  },
  {
    cause: 'ssl2-only',
    server: {
      ja: 'SSL 2.0 の SERVER-HELLO で応答するサーバー（バイト列）',
      en: 'bytes: answers with a SERVER-HELLO of SSL 2.0',
    },
    open: answering(Buffer.concat([Buffer.from([0x80, 0x30, 4, 0, 1, 0, 2]), Buffer.alloc(43)])),
  },
  {
    cause: 'not-tls',
    server: { ja: '独自のバイナリで応答するサーバー', en: 'bytes: a protocol of its own, no text' },
    open: answering(Buffer.alloc(64, 0xee)),
  },
  {
    cause: 'peer-breaks-protocol',
    server: {
      ja: '長さの合わない Server Hello を送るサーバー（バイト列）',
      en: 'bytes: a Server Hello whose lengths do not fit',
    },
    open: answering(Buffer.from([22, 3, 3, 0, 8, 2, 0, 0, 4, 3, 3, 0, 0]), 'stay'),
  },
]
