import { actions } from '../../action.ts'
import { isDefinedIn, suiteByName } from '../../suites/index.ts'
import { labelOfName, tlsVersions, versionLabel, type TlsVersion } from '../../versions.ts'
import { alertFrom, reported, theirAlert, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots } from '../explanation.ts'
import { toAnswered, toSuitesOfAnswered, upTo } from '../settings-commands.ts'
import { allowTls12, askForTheLog } from './shared-texts.ts'

/** Causes that lie in the version: the first thing both sides must agree on. */
export const versionCauses: readonly CauseRow[] = [
  {
    // The notice: the server steps down to a version in which its suite does not exist.
    cause: 'algorithm-mismatch',
    fault: 'tls-algorithm-mismatch',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const found = algorithmMismatch(evidence)
      return found === undefined || isModern(found.version) ? undefined : found.slots
    },
    shows: ['hello', 'server-hello', 'our-alert', 'their-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: 'Algorithm Mismatch: 接続先はバージョンを {version} に切り替えましたが、選んだ暗号 {suite} は {version} では使えません',
      en: 'Algorithm Mismatch: the server switched to {version}, but the suite it picked, {suite}, does not exist in {version}',
    },
    remedies: [
      {
        ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください（最も安全です）。',
        en: 'Ask the partner to support TLS 1.2 or TLS 1.3 (the safest way).',
      },
      {
        ja: '接続先に {version} で使える暗号を選ぶよう設定変更を依頼してください。',
        en: 'Ask the partner to pick a suite that exists in {version}.',
      },
      {
        ja: 'やむを得ない場合だけ: 期限付きの許可を登録し、SSL 暗号の順位を {version} で使える暗号だけに変更してください。通信内容が読まれるおそれがあります。終わったら初期値に戻してください。',
        en: 'Only if there is no other way: register a dated waiver and set the suite order to suites that exist in {version}. The data may be read on its way. Afterwards go back to the initial list.',
        actions: [toSuitesOfAnswered],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は {version} と {suite} を選択しましたが、この組み合わせは規格にありません。TLS 1.2 以上への対応をお願いします。それまでは {version} で定義された暗号を選択する設定をお願いします。',
      en: 'Your server {peer} picked {version} with {suite}, a combination that does not exist. Please support TLS 1.2 or later; until then, please pick a suite that is defined for {version}.',
    },
  },
  {
    // The same with versions of today: there is nothing to waive.
    cause: 'suite-of-another-version',
    fault: 'tls-algorithm-mismatch',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const found = algorithmMismatch(evidence)
      return found !== undefined && isModern(found.version) ? found.slots : undefined
    },
    shows: ['hello', 'server-hello', 'our-alert', 'their-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: 'Algorithm Mismatch: 接続先は {version} で応答しましたが、選んだ暗号 {suite} は {version} では使えません',
      en: 'Algorithm Mismatch: the server answered with {version}, but the suite it picked, {suite}, does not exist in {version}',
    },
    remedies: [
      {
        ja: '接続先に、サーバーの TLS 設定の確認と製品の更新を依頼してください。',
        en: 'Ask the partner to check the TLS settings of the server and to update it.',
      },
      {
        ja: '直るまでは、TLS 1.2 までに下げて試してください。',
        en: 'Until it is mended, try with TLS 1.2 at most.',
        actions: [upTo('TLSv1.2')],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は {version} と {suite} を選択しましたが、この組み合わせは規格にありません。TLS の設定と製品の更新をご確認ください。',
      en: 'Your server {peer} picked {version} with {suite}, a combination that does not exist. Please check settings and updates.',
    },
  },
  {
    // Where the settings alone stand against a version that is safe.
    cause: 'server-version-not-allowed',
    fault: 'tls-own-settings',
    side: 'operator',
    fits: (evidence: Evidence): Slots | undefined => {
      const answered = answeredElse(evidence)
      return answered !== undefined && isModern(answered)
        ? answeredSlots(evidence, answered)
        : undefined
    },
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: '接続先は {version} で応答しましたが、こちらの設定は {ours} だけを許可しています',
      en: 'the server answered with {version}, and our settings allow {ours} only',
    },
    remedies: [
      {
        ja: '{version} も許可してください（安全に使用できます）。',
        en: 'Allow {version} as well, which is safe.',
        actions: [toAnswered],
      },
      {
        ja: '{ours} だけを使う取り決めの場合は、接続先に {ours} への対応を依頼してください。',
        en: 'If {ours} was agreed upon, ask the partner to support it.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は {version} で応答しますが、当方は {ours} で接続しています。対応するバージョンをお知らせください。',
      en: 'Your server {peer} answers with {version}, and we connect with {ours}. Which versions does it support?',
    },
  },
  {
    cause: 'suite-not-offered',
    fault: 'tls-algorithm-mismatch',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const { hello, serverHello } = evidence
      if (hello === undefined || serverHello === undefined) return undefined
      if (hello.suitesOmitted !== undefined || hello.suites.includes(serverHello.suite)) return
      return { version: labelOfName(serverHello.version), suite: serverHello.suite }
    },
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: '接続先は、こちらが提示していない暗号 {suite} を選びました（{version}）',
      en: 'the server picked a suite we did not offer, {suite} ({version})',
    },
    remedies: [
      {
        ja: '接続先にサーバーの TLS 設定の確認を依頼してください。',
        en: 'Ask the partner to check the TLS settings of the server.',
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は、クライアントが提示していない暗号 {suite} を選択しています。TLS の設定をご確認ください。',
      en: 'Your server {peer} picks a suite that the client did not offer, {suite}. Please check its TLS settings.',
    },
  },
  {
    cause: 'downgraded',
    fault: 'tls-intercepted',
    side: 'network',
    fits: (evidence: Evidence): Slots | undefined => {
      const { serverHello } = evidence
      const from = serverHello?.downgradedFrom
      if (serverHello === undefined || from === undefined) return undefined
      // A client that did not offer the newer version was not pressed down.
      if (!offeredVersions(evidence).includes(from)) return undefined
      return { from: labelOfName(from), to: labelOfName(serverHello.version) }
    },
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: '接続先は {from} に対応していますが、途中で {to} に下げられました',
      en: 'the server speaks {from}, but the connection was pressed down to {to} on its way',
    },
    remedies: [
      {
        ja: 'ファイアウォールやプロキシの TLS 検査を確認してください。',
        en: 'Check firewalls and proxies that inspect TLS.',
      },
    ],
  },
  {
    cause: 'client-speaks-no-common-version',
    fault: 'tls-failed',
    side: 'partner',
    fits: (evidence) =>
      evidence.role === 'server' && isVersionTrouble(evidence)
        ? { theirs: helloVersions(evidence), ours: rangeOf(evidence.versions) }
        : undefined,
    shows: ['hello', 'our-alert', 'error'],
    breaksAt: 'hello',
    summary: {
      ja: '接続先のクライアントが対応する {theirs} は、こちらが許可する {ours} に含まれません',
      en: 'the client speaks {theirs}, and we allow {ours}',
    },
    remedies: [
      {
        ja: '接続先にクライアントの TLS 1.2 以上への対応を依頼してください。',
        en: 'Ask the partner to update the client to TLS 1.2 or later.',
      },
    ],
    tell: {
      ja: '貴社クライアントは {theirs} で接続していますが、当方は {ours} だけに対応しています。TLS 1.2 以上への対応をお願いします。',
      en: 'Your client connects with {theirs}; we support {ours} only. Please update it to TLS 1.2 or later.',
    },
  },
  {
    cause: 'server-version-too-old',
    fault: 'tls-no-common-version',
    side: 'partner',
    fits: (evidence: Evidence): Slots | undefined => {
      const answered = answeredElse(evidence)
      return answered === undefined ? undefined : answeredSlots(evidence, answered)
    },
    shows: ['hello', 'server-hello', 'our-alert', 'error'],
    breaksAt: 'server-hello',
    summary: {
      ja: '接続先は {version} で応答しましたが、こちらは {ours} だけを許可しています',
      en: 'the server answered with {version}, and we allow {ours} only',
    },
    remedies: [
      {
        ja: '接続先に TLS 1.2 または TLS 1.3 への対応を依頼してください（最も安全です）。',
        en: 'Ask the partner to support TLS 1.2 or TLS 1.3 (the safest way).',
      },
      {
        ja: 'やむを得ない場合だけ: 期限付きの許可を登録し、{version} を許可してください。',
        en: 'Only if there is no other way: register a dated waiver and allow {version}.',
        actions: [toAnswered],
      },
    ],
    tell: {
      ja: '貴社サーバー {peer} は {version} で応答しています。{version} は安全でないため使用できません。TLS 1.2 以上への対応をお願いします。',
      en: 'Your server {peer} answers with {version}, which is not safe and cannot be used. Please support TLS 1.2 or later.',
    },
  },
  {
    cause: 'no-common-version',
    fault: 'tls-no-common-version',
    side: 'unknown',
    fits: (evidence) =>
      evidence.role === 'client' && isVersionTrouble(evidence)
        ? { ours: rangeOf(evidence.versions) }
        : undefined,
    shows: ['hello', 'their-alert', 'ended', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先は、こちらが許可する {ours} のどれにも対応していません',
      en: 'the server speaks none of the versions we allow ({ours})',
    },
    remedies: [
      {
        ja: '接続先が対応するバージョンを調べてください。',
        en: 'See which versions the server speaks.',
        actions: [actions.check],
      },
      {
        ja: '接続先が古いバージョンだけの場合は、TLS 1.2 または TLS 1.3 への対応を依頼してください。',
        en: 'If it speaks old versions only, ask the partner for TLS 1.2 or TLS 1.3.',
      },
      {
        ja: '接続先が TLS 1.3 だけの場合は、上限を TLS 1.3 にしてください。',
        en: 'If it speaks TLS 1.3 only, allow versions up to TLS 1.3.',
        actions: [upTo('TLSv1.3')],
      },
      allowTls12,
    ],
    tell: {
      ja: '当方は {ours} で接続していますが、貴社サーバー {peer} に拒否されます（protocol_version）。対応バージョンをお知らせください。',
      en: 'We connect with {ours}, which your server {peer} refuses (protocol_version). Which versions does it support?',
    },
  },
  {
    cause: 'inappropriate-fallback',
    fault: 'tls-no-common-version',
    side: 'operator',
    fits: (evidence) =>
      theirAlert(evidence)?.name === 'inappropriate_fallback'
        ? { ours: rangeOf(evidence.versions) }
        : undefined,
    shows: ['hello', 'their-alert', 'error'],
    breaksAt: 'their-alert',
    summary: {
      ja: '接続先はより新しいバージョンに対応しており、{ours} への引き下げを拒否しました',
      en: 'the server speaks a newer version and refuses to step down to {ours}',
    },
    remedies: [
      {
        ja: 'TLS 1.3 までのバージョンを許可してください。',
        en: 'Allow versions up to TLS 1.3.',
        actions: [upTo('TLSv1.3')],
      },
      askForTheLog,
    ],
  },
]

interface Mismatch {
  readonly version: TlsVersion
  readonly slots: Slots
}

function algorithmMismatch({ hello, serverHello, error }: Evidence): Mismatch | undefined {
  if (serverHello === undefined) return toldMismatch(error)
  const version = tlsVersions.find((one) => one === serverHello.version)
  const suite = suiteByName(serverHello.suite)
  if (version === undefined || suite === undefined || isDefinedIn(suite, version)) return undefined
  // A server that goes on although we offered no such thing is another matter.
  const offered = hello === undefined || hello.suites.includes(suite.name)
  if (!offered && error.code !== 'ERR_LEGACY_ALGORITHM_MISMATCH') return undefined
  return mismatch(version, suite.name)
}

/** Without a record, what the engine for old versions tells of it. */
function toldMismatch({ code, message }: Evidence['error']): Mismatch | undefined {
  if (code !== 'ERR_LEGACY_ALGORITHM_MISMATCH') return undefined
  const [, label, suite] =
    /answered (.+) and picked (\S+), which is not defined/.exec(message) ?? []
  const version = tlsVersions.find((one) => versionLabel(one) === label)
  if (version === undefined || suite === undefined) return undefined
  return mismatch(version, suite)
}

function mismatch(version: TlsVersion, suite: string): Mismatch {
  return { version, slots: { version: versionLabel(version), suite, answered: version } }
}

/** The version the server answered with, if we do not allow it. */
function answeredElse({ role, serverHello, versions }: Evidence): TlsVersion | undefined {
  if (role !== 'client' || serverHello === undefined) return undefined
  const answered = tlsVersions.find((one) => one === serverHello.version)
  return answered === undefined || versions.includes(answered) ? undefined : answered
}

function answeredSlots({ versions }: Evidence, answered: TlsVersion): Slots {
  return { version: versionLabel(answered), ours: rangeOf(versions), answered }
}

/** Versions that need no waiver. */
function isModern(version: TlsVersion): boolean {
  return version === 'TLSv1.2' || version === 'TLSv1.3'
}

function isVersionTrouble(evidence: Evidence): boolean {
  return (
    evidence.alerts.some(({ name }) => name === 'protocol_version') ||
    reported(evidence, /UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION/) ||
    alertFrom(evidence, 'server')?.name === 'protocol_version'
  )
}

function helloVersions({ hello }: Evidence): string {
  const versions = hello?.supportedVersions ?? (hello === undefined ? [] : [hello.version])
  return (
    versions
      .filter((one) => one !== 'GREASE')
      .map(labelOfName)
      .join(', ') || '?'
  )
}

/** Without a record the settings are not at hand. */
function rangeOf(versions: readonly TlsVersion[]): string {
  return versions.map(versionLabel).join(', ') || 'TLS'
}

/** By the hello: without a list of them it offers all up to its own (RFC 8446 §4.2.1). */
function offeredVersions({ hello, role, versions }: Evidence): readonly string[] {
  if (hello === undefined) return role === 'client' ? versions : []
  const newest = tlsVersions.findIndex((version) => version === hello.version)
  return hello.supportedVersions ?? tlsVersions.slice(0, newest + 1)
}
