import { catalogue, type FaultName } from '../../src/errors/index.ts'
import { causes } from '../../src/wire/tls/explanation/causes/index.ts'
import type { CauseRow } from '../../src/wire/tls/explanation/explanation.ts'
import type { RequestingCase } from '../support/failing/answering-case.ts'
import { casesByAnswers } from '../support/failing/by-answers.ts'
import { casesByDemands } from '../support/failing/by-demands.ts'
import { casesByRequests } from '../support/failing/by-requests.ts'
import {
  failingCallers,
  failingCases,
  testNameOf,
  testNameOfCaller,
} from '../support/failing/failing-cases.ts'

const words = {
  en: {
    title: 'Failed handshakes and their explanations',
    other: '[日本語](failures.ja.md)',
    intro:
      'What Hikyaku says of a failed TLS connection, and the server or caller that was made to fail for it. There is no cause without one. Words in {braces} are filled in from the recorded handshake. This page is written by `npm run docs:failures`.',
    revocation:
      'Hikyaku reads no lists of revoked certificates (CRL, OCSP): it never says of its own that a certificate was revoked, only that a server says so.',
    servers: 'When we call',
    serversIntro:
      'Each row is a test of `src/wire/tls/explanation/real-servers.test.ts`, named by its cause and its server.',
    serverColumns: ['Cause', 'Server', 'Explanation', 'Who acts'],
    callers: 'When we are called',
    callersIntro:
      'Each row is a test of `src/wire/tls/explanation/real-callers.test.ts`, named by its cause and its caller.',
    callerColumns: ['Cause', 'Caller', 'Explanation', 'Who acts'],
    answers: 'Answers that are no plain JX',
    answersIntro:
      'What servers, and devices before them, answer over HTTP when we call. Each row is a test of `src/adapters/channels/jx/real-answers.test.ts`, named by its answer.',
    answerColumns: ['Answer', 'Fault', 'Message', 'Who acts'],
    requests: 'Requests that are no plain JX',
    requestsIntro:
      'What callers send over HTTP when we are called. Each row is a test of `src/adapters/channels/jx/real-requests.test.ts`, named by its request.',
    requestColumns: ['Request', 'HTTP', 'Fault', 'Message', 'Who acts'],
    demands: 'Certificates asked for late, logins other than Basic, proxies that speak TLS',
    demandsIntro:
      'What a server, or a proxy before it, wants of us beyond a good handshake when we call. Each row is a test of `src/adapters/channels/jx/real-demands.test.ts`, named by its server.',
    demandColumns: ['Server or proxy', 'Fault', 'Message', 'Who acts'],
    read: 'read as if it were plain',
    answered: 'the certificate is shown, and the request is answered',
    refusedByHttp: 'refused by HTTP alone, before the caller is known',
    sides: {
      station: 'us',
      partner: 'the partner',
      operator: 'the operator',
      network: 'the network between',
      unknown: 'not certain',
    },
  },
  ja: {
    title: 'ハンドシェイクの失敗と説明',
    other: '[English](failures.md)',
    intro:
      'TLS 接続に失敗したとき Hikyaku が表示する説明と、その失敗を実際に起こすサーバーまたは接続元の一覧です。実物で確かめていない原因はありません。{波括弧} の部分には、記録したハンドシェイクの値が入ります。このページは `npm run docs:failures` が作成します。',
    revocation:
      'Hikyaku は失効リスト（CRL、OCSP）を確認しません。証明書の失効を自ら判定することはなく、サーバーがそう答えたときだけ表示します。',
    servers: 'こちらから接続するとき',
    serversIntro:
      '各行は `src/wire/tls/explanation/real-servers.test.ts` のテストに対応し、テストの名前は原因と英語版のサーバーの列です。',
    serverColumns: ['原因', 'サーバー', '説明', '対応する人'],
    callers: '接続を受けるとき',
    callersIntro:
      '各行は `src/wire/tls/explanation/real-callers.test.ts` のテストに対応し、テストの名前は原因と英語版の接続元の列です。',
    callerColumns: ['原因', '接続元', '説明', '対応する人'],
    answers: '通常の JX 手順ではない応答',
    answersIntro:
      'こちらから接続したときに、サーバーや途中の機器が HTTP で返す応答です。各行は `src/adapters/channels/jx/real-answers.test.ts` のテストに対応し、テストの名前は英語版の応答の列です。',
    answerColumns: ['応答', '障害', 'メッセージ', '対応する人'],
    requests: '通常の JX 手順ではない要求',
    requestsIntro:
      '接続を受けたときに届く要求です。各行は `src/adapters/channels/jx/real-requests.test.ts` のテストに対応し、テストの名前は英語版の要求の列です。',
    requestColumns: ['要求', 'HTTP', '障害', 'メッセージ', '対応する人'],
    demands: '後から求められる証明書、ベーシック認証以外の認証、TLS で応答するプロキシ',
    demandsIntro:
      'こちらから接続したときに、ハンドシェイクの成功に加えてサーバーやプロキシが求めるものです。各行は `src/adapters/channels/jx/real-demands.test.ts` のテストに対応し、テストの名前は英語版のサーバーの列です。',
    demandColumns: ['サーバーまたはプロキシ', '障害', 'メッセージ', '対応する人'],
    read: '通常の形式と同じように読み取る',
    answered: '証明書を提示し、要求に応答がある',
    refusedByHttp: '接続元を確認する前に HTTP だけで拒否する',
    sides: {
      station: '当方',
      partner: '接続先',
      operator: '運用担当者',
      network: '途中のネットワーク',
      unknown: '断定できません',
    },
  },
} as const

type Language = keyof typeof words

/** Causes that no real server or caller shows; there must be none. */
export function unseenCauses(): readonly string[] {
  const seen = new Set([...failingCases, ...failingCallers].map(({ cause }) => cause))
  return causes.map(({ cause }) => cause).filter((cause) => !seen.has(cause))
}

/** The table of failures as a page of documentation, in one language. */
export function failurePage(language: Language): string {
  const said = words[language]
  const servers = failingCases.map((one) => {
    const shown = language === 'en' ? testNameOf(one).slice(one.cause.length + 2) : one.server.ja
    return rowOf(one.cause, shown, language)
  })
  const callers = failingCallers.map((one) => {
    const name = testNameOfCaller(one).slice(one.cause.length + 2)
    return rowOf(one.cause, language === 'en' ? name : one.caller.ja, language)
  })
  return [
    `# ${said.title}`,
    said.other,
    said.intro,
    said.revocation,
    `## ${said.servers}`,
    said.serversIntro,
    table(said.serverColumns, servers),
    `## ${said.callers}`,
    said.callersIntro,
    table(said.callerColumns, callers),
    `## ${said.demands}`,
    said.demandsIntro,
    table(
      said.demandColumns,
      casesByDemands.map(({ server, fault }) => [
        server[language],
        ...faultOf(fault, said.answered, language),
      ]),
    ),
    `## ${said.answers}`,
    said.answersIntro,
    table(
      said.answerColumns,
      casesByAnswers.map(({ server, fault }) => [
        server[language],
        ...faultOf(fault, said.read, language),
      ]),
    ),
    `## ${said.requests}`,
    said.requestsIntro,
    table(
      said.requestColumns,
      casesByRequests.map((one) => requestRow(one, language)),
    ),
  ]
    .join('\n\n')
    .concat('\n')
}

/** Its ID, message and side; without a fault, what is done with it. */
function faultOf(
  fault: FaultName | undefined,
  otherwise: string,
  language: Language,
): readonly string[] {
  const said = words[language]
  if (fault === undefined) return ['–', otherwise, '–']
  const { id, side, [language]: text } = catalogue[fault]
  return [
    `[${id}](../faults${language === 'ja' ? '.ja' : ''}.md#${id})`,
    text.message,
    said.sides[side],
  ]
}

function requestRow(
  { caller, status, fault }: RequestingCase,
  language: Language,
): readonly string[] {
  const told =
    fault === undefined && status !== 200
      ? ['–', words[language].refusedByHttp, words[language].sides.partner]
      : faultOf(fault, words[language].read, language)
  return [caller[language], String(status), ...told]
}

function rowOf(cause: string, shown: string, language: Language): readonly string[] {
  const row = causes.find((one) => one.cause === cause)
  return [`\`${cause}\``, shown, ...(row === undefined ? [] : told(row, language))]
}

function told({ summary, side }: CauseRow, language: Language): string[] {
  return [summary[language], words[language].sides[side]]
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [columns, columns.map(() => '---'), ...rows]
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n')
}

const remedyWords = {
  en: {
    title: 'Failed handshakes: faults, first remedies, texts for the partner',
    other: '[日本語](remedies.ja.md)',
    intro:
      'Of each cause of a failed TLS connection: the fault it is reported as (20101137 where a client certificate is in use), who acts, what to do first, and the sentence for the partner. Words in {braces} are filled in from the recorded handshake. All remedies are on the page of a fault. This page is written by `npm run docs:failures`.',
    columns: ['Cause', 'Fault', 'Who acts', 'First remedy', 'Text for the partner'],
  },
  ja: {
    title: 'ハンドシェイクの失敗: 障害、最初の対処、相手への連絡文',
    other: '[English](remedies.md)',
    intro:
      'TLS 接続の失敗の原因ごとに、障害の ID（クライアント証明書を使う接続先では 20101137）、対応する人、最初の対処、相手への連絡文を示します。{波括弧} の部分には、記録したハンドシェイクの値が入ります。すべての対処は障害のページに表示されます。このページは `npm run docs:failures` が作成します。',
    columns: ['原因', '障害', '対応する人', '最初の対処', '相手への連絡文'],
  },
} as const

/** What is reported, done and told for each cause, to be read by a person. */
export function remedyPage(language: Language): string {
  const said = remedyWords[language]
  const rows = causes.map((row) => [
    `\`${row.cause}\``,
    catalogue[row.fault].id,
    words[language].sides[row.side],
    row.remedies[0]?.[language] ?? '–',
    row.tell?.[language] ?? '–',
  ])
  const parts = [`# ${said.title}`, said.other, said.intro, table(said.columns, rows)]
  return parts.join('\n\n').concat('\n')
}
