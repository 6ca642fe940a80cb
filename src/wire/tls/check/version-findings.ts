import { isDefinedIn } from '../suites/index.ts'
import { labelOfName, versionLabel } from '../versions.ts'
import { cutText } from '../diagram/step-details.ts'
import type { NotTlsFact } from '../wire/facts.ts'
import type { HelloAnswer } from './tls-check.ts'
import type { SuiteFinding, VersionFinding } from './report.ts'
import { alertIn, serverHelloIn, type VersionAnswer } from './survey.ts'

/** Oldest first, as everywhere. */
export function versionFindings(answers: readonly VersionAnswer[]): VersionFinding[] {
  const speaksAny = answers.some(({ hello }) => hello !== undefined)
  return answers
    .map((answer) => ({ version: answer.version, ...judge(answer, speaksAny) }))
    .toReversed()
}

/** Of each version that is spoken. */
export function suiteFindings(answers: readonly VersionAnswer[]): SuiteFinding[] {
  return answers
    .filter(({ suites }) => suites.length > 0)
    .map(({ version, suites, complete, order }) => ({
      version,
      suites: suites.map((suite) => ({
        name: suite.name,
        strength: suite.strength,
        ...(isDefinedIn(suite, version) ? {} : { defined: false }),
      })),
      complete,
      order,
    }))
    .toReversed()
}

type Text = NonNullable<VersionFinding['detail']>
type Judgement = Pick<VersionFinding, 'spoken' | 'detail'>

function judge({ version, hello, answer, suites }: VersionAnswer, speaksAny: boolean): Judgement {
  if (hello !== undefined) return { spoken: 'yes' }
  if (suites.length > 0) return { spoken: 'yes', detail: answeredOnly(versionLabel(version)) }
  if (answer === undefined) {
    return { spoken: 'unknown', detail: { ja: '質問していません', en: 'it was not asked' } }
  }
  const other = serverHelloIn(answer)
  if (other !== undefined && other.version === version) return oddSuite(other.suite)
  if (other !== undefined) return otherVersion(labelOfName(other.version), other.suite)
  const alert = alertIn(answer)
  // Whatever it is called: OpenSSL 3 says internal_error to a version that it has switched off.
  if (alert !== undefined) return { spoken: 'no', detail: refused(alert) }
  return silent(answer, speaksAny)
}

/** It picked what was not offered, or what nobody registered. */
function oddSuite(suite: string): Judgement {
  return {
    spoken: 'unknown',
    detail: {
      ja: `提示していない暗号 ${suite} を選びました`,
      en: `it picked ${suite}, which was not offered`,
    },
  }
}

function otherVersion(label: string, suite: string): Judgement {
  return {
    spoken: 'no',
    detail: {
      ja: `${label} で応答し、${suite} を選びました`,
      en: `it answered in ${label} and picked ${suite}`,
    },
  }
}

/** It answers other hellos in this version, and its own in no way that tells. */
function answeredOnly(label: string): Text {
  return {
    ja: `ほかのバージョンの Client Hello に ${label} で応答します`,
    en: `it answers the hellos of other versions in ${label}`,
  }
}

function refused(alert: string): NonNullable<Judgement['detail']> {
  return { ja: `アラート ${alert} で拒否しました`, en: `refused with the alert ${alert}` }
}

/** Without a word. A server that takes other versions just does not take this one. */
function silent({ ended, facts }: HelloAnswer, speaksAny: boolean): Judgement {
  const notTls = facts.find((fact) => fact.kind === 'not-tls')
  if (notTls !== undefined) return { spoken: 'no', detail: notTlsText(notTls) }
  const malformed = facts.find((fact) => fact.kind === 'malformed')
  if (malformed !== undefined) {
    const { reason } = malformed
    const detail = {
      ja: `応答を読めません（${reason}）`,
      en: `the answer cannot be read (${reason})`,
    }
    return { spoken: 'unknown', detail }
  }
  const cut = ended === 'end' || ended === 'reset'
  const piece = facts.findLast((fact) => fact.kind === 'incomplete')
  const detail = piece === undefined ? endings[ended] : cutText(piece)
  return { spoken: cut && speaksAny ? 'no' : 'unknown', detail }
}

/** What servers other than those of TLS are called; of the rest the bytes must tell. */
const services: Readonly<Record<string, string>> = {
  'http-response': 'HTTP',
  html: 'HTTP',
  ssh: 'SSH',
  smtp: 'SMTP',
  ftp: 'FTP',
  pop3: 'POP3',
  imap: 'IMAP',
  ssl2: 'SSL 2.0',
}

function notTlsText({ protocol, firstLine, firstBytes }: NotTlsFact): Text {
  const service = services[protocol]
  const said = firstLine ?? firstBytes
  const [ja, en] = said === undefined ? ['', ''] : [`（${said}）`, ` (${said})`]
  return service === undefined
    ? {
        ja: `TLS ではないデータで応答しました${ja}`,
        en: `it answered with bytes that are no TLS${en}`,
      }
    : {
        ja: `TLS ではなく ${service} で応答しました${ja}`,
        en: `it answered in ${service}, not in TLS${en}`,
      }
}

const endings = {
  answered: { ja: '応答を判定できません', en: 'the answer tells nothing' },
  end: { ja: '何も言わずに切断しました', en: 'it closed without a word' },
  reset: { ja: '何も言わずに切断しました（リセット）', en: 'it reset the connection' },
  timeout: { ja: '応答がありません', en: 'it did not answer' },
  'too-much': { ja: '応答が長すぎます', en: 'the answer is too long' },
} as const
