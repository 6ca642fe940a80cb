import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { connect, type Socket } from 'node:net'
import type { TlsOptions } from 'node:tls'
import { systemClock } from '../../src/base/clock.ts'
import { translator } from '../../src/entry/cli/messages/index.ts'
import { tlsCheckText } from '../../src/entry/cli/print/tls-check-text.ts'
import { runTlsCheck, type TlsCheckOrder, type TlsCheckReport } from '../../src/wire/tls/index.ts'
import { wantingSsl2Form } from '../support/failing/by-bytes.ts'
import { unknownCritical } from '../support/failing/by-chain-rule.ts'
import { issued, type FailingServer, type Made } from '../support/failing/failing-case.ts'
import { makeShared } from '../support/failing/made.ts'
import type { TestCertificate } from '../support/legacy/authority.ts'
import { manyGroups } from '../support/many-groups.ts'
import { deaf, rawServer } from '../support/raw-server.ts'
import { old, ssl3Server } from '../support/ssl3-server.ts'

type Language = 'ja' | 'en'

interface Example {
  readonly title: Readonly<Record<Language, string>>
  readonly open: (made: Made) => Promise<FailingServer>
  readonly limits?: TlsCheckOrder['limits']
}

/** A server of today that takes few suites, as there is nothing to see in more. */
function good(certificate: TestCertificate, more: TlsOptions = {}): Promise<FailingServer> {
  const { chainPem, keyPem } = issued(certificate)
  const ciphers = 'ECDHE-RSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256'
  return rawServer(deaf, { tls: { cert: chainPem, key: keyPem, ciphers, ...more } })
}

/** All that a check waits for here is shorter than in life, by this. */
const scale = 10
const life = { usual: 5000, firstAnswer: 15_000, settings: 60_000 } as const

/** Hands on to a good server what comes, the first time late. */
async function slow({ leaf }: Made): Promise<FailingServer> {
  const behind = await good(leaf)
  const device = await rawServer(async ({ socket, index }) => {
    socket.pause()
    if (index === 0) await delay(life.firstAnswer / scale)
    const server = connect(behind.port, '127.0.0.1').on('error', () => socket.destroy())
    socket.pipe(server).pipe(socket)
  })
  const close = async (): Promise<void> => {
    await Promise.all([device.close(), behind.close()])
  }
  return { port: device.port, close }
}

/** Hands on to a good server what it likes, and does to the rest what it is told. */
async function before(
  made: Made,
  isLiked: (hello: Buffer) => boolean,
  otherwise: (socket: Socket) => void,
): Promise<FailingServer> {
  const behind = await good(made.leaf)
  const device = await rawServer(({ socket }) => {
    socket.once('data', (hello: Buffer) => {
      if (!isLiked(hello)) {
        otherwise(socket)
        return
      }
      const server = connect(behind.port, '127.0.0.1').on('error', () => socket.destroy())
      server.write(hello)
      socket.pipe(server).pipe(socket)
    })
  })
  const close = async (): Promise<void> => {
    await Promise.all([device.close(), behind.close()])
  }
  return { port: device.port, close }
}

const examples: readonly Example[] = [
  {
    title: {
      ja: 'SSL 3.0 で応答し、SSL 3.0 では使えない AES を選ぶサーバー',
      en: 'A server that answers SSL 3.0 and picks AES, which SSL 3.0 does not have',
    },
    open: ({ leaf }) => ssl3Server(leaf, [old.aes128, old.rc4]),
  },
  {
    title: {
      ja: '1 パケットに収まらない Client Hello をリセットする機器',
      en: 'A device that resets a Client Hello which is larger than one packet',
    },
    open: (made) =>
      before(
        made,
        (hello) => hello.readUInt16BE(3) <= 1400,
        (socket) => socket.resetAndDestroy(),
      ),
  },
  {
    title: {
      ja: 'ホスト名（SNI）のある Client Hello をリセットするサーバー',
      en: 'A server that resets a Client Hello with the host name (SNI)',
    },
    open: (made) =>
      before(
        made,
        (hello) => !hello.includes('localhost'),
        (socket) => socket.resetAndDestroy(),
      ),
  },
  {
    title: {
      ja: 'SSL 2.0 形式の Client Hello だけに応答するサーバー',
      en: 'A server that answers a Client Hello in the form of SSL 2.0 alone',
    },
    open: wantingSsl2Form,
  },
  {
    title: {
      ja: '未知の critical 拡張がある証明書のサーバー',
      en: 'A server whose certificate has a critical extension that nobody knows',
    },
    open: async ({ root }) => good(await root.issue({ extensions: [unknownCritical] })),
  },
  {
    title: {
      ja: '最初の応答が遅いサーバー（15 秒後。接続先のタイムアウトは 60 秒。テストでは 10 分の 1）',
      en: 'A server that is slow to answer first (after 15 s, the partner’s timeout is 60 s; a tenth of it in the test)',
    },
    open: slow,
    limits: {
      timeoutMilliseconds: life.usual / scale,
      patienceMilliseconds: life.settings / scale,
    },
  },
  {
    title: {
      ja: 'グループが多く、すべては確かめられないサーバー',
      en: 'A server with more groups than are asked for',
    },
    open: async ({ leaf }) => good(leaf, { ecdhCurve: manyGroups.join(':') }),
  },
]

async function reportOn(
  port: number,
  made: Made,
  limits: Example['limits'],
): Promise<TlsCheckReport> {
  return runTlsCheck({
    host: 'localhost',
    port,
    policy: { name: 'retailer', tlsMin: 'TLSv1.2', tlsMax: 'TLSv1.3' },
    isPartner: true,
    trust: [made.root.pem],
    clock: systemClock,
    limits: { timeoutMilliseconds: 30_000, pauseMilliseconds: 0, ...limits },
    connect: async () => {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      return socket
    },
  })
}

const words = {
  en: {
    title: 'What the check says: examples',
    other: '[日本語](check-examples.ja.md)',
    intro:
      'Servers of the tests, and what `hikyaku tls check retailer` prints of each. Dates are left out, and what hangs on time. This page is written by `npm run docs:checks`; what the rows mean is in [Checking a connection](check.md).',
  },
  ja: {
    title: '接続の確認の表示例',
    other: '[English](check-examples.md)',
    intro:
      'テストのサーバーと、`hikyaku tls check retailer` がそれぞれについて表示する内容です。日付と、時間によって変わる行は省いています。このページは `npm run docs:checks` が作成します。各行の意味は[接続を事前に確認する](check.ja.md)にあります。',
  },
} as const

/** What a busy machine may see otherwise. */
const hangsOnTime =
  /^(?:Connections made|Session resumption|OCSP stapling|接続回数|セッションの再開|OCSP ステープリング) /

/** As it is printed, but for what differs each time. */
function printed(report: TlsCheckReport, language: Language): string {
  const session = { language, t: translator(language), typed: (command: string) => command }
  const text = tlsCheckText({ ...report, connections: 0 }, session)
    .split('\n')
    .filter((line) => !hangsOnTime.test(line))
    .join('\n')
  return text
    .replaceAll(report.target, 'edi.retailer.example:443')
    .replaceAll('localhost', 'edi.retailer.example')
    .replaceAll(/\b20\d\d-\d\d-\d\d\b/g, 'YYYY-MM-DD')
    .replaceAll(/\d+(?= days\b| 日)/g, 'N')
}

/** The page in both languages, from servers that are asked now. */
export async function checkExamples(): Promise<Record<Language, string>> {
  const made = await makeShared()
  const reports = await Promise.all(
    examples.map(async ({ title, open, limits }) => {
      const server = await open(made)
      try {
        return { title, report: await reportOn(server.port, made, limits) }
      } finally {
        await server.close()
      }
    }),
  )
  await made.end()
  const page = (language: Language): string => {
    const { title, other, intro } = words[language]
    const parts = reports.map((one) => {
      const lines = printed(one.report, language).trimEnd().split('\n')
      const block = lines.map((line) => `    ${line}`.trimEnd()).join('\n')
      return `## ${one.title[language]}\n\n${block}`
    })
    return [`# ${title}`, other, intro, ...parts].join('\n\n').concat('\n')
  }
  return { en: page('en'), ja: page('ja') }
}
