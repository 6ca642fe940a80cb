import { actions } from '../../action.ts'
import { otherSide, reported, type Evidence } from '../evidence.ts'
import type { CauseRow, Slots, Text } from '../explanation.ts'
import type { IncompleteFact } from '../../wire/facts.ts'
import { messageLabel, pieceLabel } from '../message-label.ts'
import { isLargeHello, largeHelloSlots } from '../large-hello.ts'
import { upTo } from '../settings-commands.ts'
import { findTheVariant, smallerHello, smallerShare } from './hello.ts'
import { askForTheLog, seeWhatIsOffered, tryLater } from './shared-texts.ts'

const tellTheSilence = {
  ja: '貴社 {peer} との TLS 接続で、{step}に応答がなくなります。サーバーと途中のファイアウォールのログの確認をお願いします{when}。',
  en: 'In the TLS connection with {peer} nothing comes any more {step}. Please look into the logs of the server and of firewalls before it{when}.',
}

const tellTheCut = {
  ja: '貴社 {peer} との TLS 接続が、{step}に切断されます。サーバーと途中のファイアウォールのログの確認をお願いします{when}。',
  en: 'The TLS connection with {peer} is cut {step}. Please look into the logs of the server and of firewalls before it{when}.',
}

/** The connection ended, or fell silent, before anybody said why. */
export const connectionCauses: readonly CauseRow[] = [
  {
    cause: 'silent-after-hello',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) =>
      unanswered(evidence) && fellSilent(evidence) ? helloSlots(evidence) : undefined,
    shows: ['hello', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: 'TCP ではつながりますが、Client Hello への応答がありません{waited}{large}',
      en: 'TCP connects, but the Client Hello gets no answer{waited}{large}',
    },
    remedies: [
      {
        ja: 'ホスト名とポート番号が接続通知書の HTTPS のものか確認してください。',
        en: 'Check that host and port are those for HTTPS in the partner’s connection notice.',
        actions: [actions.showPartner],
      },
      findTheVariant,
      smallerShare,
      smallerHello,
      {
        ja: '途中のファイアウォールが TLS の通信を止めていないか、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether a firewall on the way stops TLS.',
      },
      {
        ja: '接続先に、こちらの IP アドレスが許可されているか確認を依頼してください。',
        en: 'Ask the partner whether our address is allowed.',
      },
      tryLater,
    ],
    tell: tellTheSilence,
  },
  {
    cause: 'cut-after-hello',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) => (unanswered(evidence) && cut(evidence) ? helloSlots(evidence) : undefined),
    shows: ['hello', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: '接続先は、Client Hello を受け取った直後に、応答せず接続を切りました{large}',
      en: 'the server hung up right after the Client Hello, without an answer{large}',
    },
    remedies: [
      findTheVariant,
      { ...seeWhatIsOffered, when: (evidence) => !isLargeHello(evidence) },
      smallerShare,
      smallerHello,
      {
        ja: '接続先に、こちらの IP アドレスが許可されているか確認を依頼してください。',
        en: 'Ask the partner whether our address is allowed.',
      },
      {
        ja: '古い機器は TLS 1.3 の Client Hello で切断することがあります。TLS 1.2 までに下げて試してください。',
        en: 'Old devices hang up on a Client Hello of TLS 1.3: try with TLS 1.2 at most.',
        actions: [upTo('TLSv1.2')],
        when: (evidence) => !isLargeHello(evidence),
      },
      {
        ja: '途中のファイアウォールが切断していないか、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether a firewall on the way cuts the connection.',
      },
    ],
    tell: tellTheCut,
  },
  {
    cause: 'slow-in-handshake',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: slowSlots,
    shows: ['hello', 'server-hello', 'request', 'client-chain', 'unfinished', 'error'],
    breaksAt: 'unfinished',
    summary: {
      ja: '相手のデータが少しずつしか届かず、時間内に揃いませんでした（{piece} の {need} バイト中 {have} バイトが {seconds} 秒間に届きました）',
      en: 'the other side sent too slowly: of {need} bytes of {piece} only {have} came in {seconds} s',
    },
    remedies: [
      tryLater,
      {
        ja: '回線や VPN、途中の機器が通信を遅くしていないか、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether the line, a VPN or a device on the way slows the connection down.',
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社 {peer} との TLS 接続で、{piece} の {need} バイト中 {have} バイトしか {seconds} 秒間に届きません。サーバーの負荷とログ、回線の確認をお願いします{when}。',
      en: 'In the TLS connection with {peer} only {have} of {need} bytes of {piece} come in {seconds} s. Please look into load and log of the server, and the line{when}.',
    },
  },
  {
    cause: 'silent-in-handshake',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) => (fellSilent(evidence) ? stepSlots(evidence) : undefined),
    shows: ['hello', 'server-hello', 'request', 'client-chain', 'unfinished', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: 'ハンドシェイクの途中（{step}）で応答がなくなりました{waited}',
      en: 'the other side fell silent in mid-handshake, {step}{waited}',
    },
    remedies: [
      tryLater,
      {
        ja: '途中の機器が大きなパケットを捨てていないか（MTU・VPN）、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether large packets are lost on the way (MTU, VPN).',
      },
      {
        ja: 'クライアント証明書の失効確認に時間がかかる場合があります。接続先にサーバーのログの確認を依頼してください。',
        en: 'A server may wait for a revocation check of the client certificate: ask the partner to look into its log.',
      },
    ],
    tell: tellTheSilence,
  },
  {
    cause: 'cut-after-handshake',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) =>
      evidence.afterwards !== undefined && cut(evidence)
        ? { sent: evidence.afterwards.sent, received: evidence.afterwards.received }
        : undefined,
    shows: ['hello', 'server-hello', 'request', 'own-chain', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: 'ハンドシェイクは終わりましたが、要求への応答がないまま接続が切断されました（その後の送信 {sent} バイト・受信 {received} バイト）',
      en: 'the handshake was done, and then the connection was cut without an answer to our request ({sent} bytes sent and {received} received after it)',
    },
    remedies: [
      tryLater,
      {
        ja: '途中のファイアウォールやプロキシが切断していないか、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether a firewall or proxy on the way cuts the connection.',
      },
      askForTheLog,
    ],
    tell: {
      ja: '貴社 {peer} との TLS ハンドシェイクは終わりますが、要求への応答がないまま切断されます。サーバーのログの確認をお願いします{when}。',
      en: 'The TLS handshake with {peer} ends well, but the connection is cut without an answer to our request. Please look into the log of the server{when}.',
    },
  },
  {
    cause: 'closed-in-handshake',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) => (saidFarewell(evidence) ? stepSlots(evidence) : undefined),
    shows: ['hello', 'server-hello', 'request', 'client-chain', 'own-chain', 'ended', 'error'],
    breaksAt: 'ended',
    summary: {
      ja: '相手はハンドシェイクの途中（{step}）で、エラーを示さずに接続を閉じました（close_notify）',
      en: 'the other side closed the connection in mid-handshake, {step}, and named no error (close_notify)',
    },
    remedies: [tryLater, seeWhatIsOffered, askForTheLog],
    tell: {
      ja: '貴社 {peer} との TLS 接続が、{step}に close_notify で閉じられます。サーバーのログの確認をお願いします{when}。',
      en: 'The TLS connection with {peer} is closed with close_notify {step}. Please look into the log of the server{when}.',
    },
  },
  {
    cause: 'cut-in-handshake',
    fault: 'tls-broken-off',
    side: 'unknown',
    fits: (evidence) => (cut(evidence) ? stepSlots(evidence) : undefined),
    shows: [
      'hello',
      'server-hello',
      'request',
      'client-chain',
      'own-chain',
      'unfinished',
      'ended',
      'error',
    ],
    breaksAt: 'ended',
    summary: {
      ja: 'ハンドシェイクの途中（{step}）で接続が切断されました',
      en: 'the connection was cut in mid-handshake, {step}',
    },
    remedies: [
      tryLater,
      {
        ja: '途中のファイアウォールやプロキシが切断していないか、ネットワーク管理者に確認してください。',
        en: 'Ask the network administrator whether a firewall or proxy on the way cuts the connection.',
      },
      askForTheLog,
    ],
    tell: tellTheCut,
  },
]

/** We called, and not one byte of TLS came back. */
function unanswered({ role, hello, lastFrom }: Evidence): boolean {
  return role === 'client' && hello !== undefined && lastFrom.server === undefined
}

function fellSilent(evidence: Evidence): boolean {
  const { ended, role } = evidence
  if (ended?.how === 'timeout') return ended.side === otherSide(role) || ended.side === role
  return ended === undefined && reported(evidence, /ETIMEDOUT|timeout|timed out/i)
}

/** An orderly end where none is due: a program that closes what it gives up. */
function saidFarewell({ alerts, role, afterwards }: Evidence): boolean {
  const said = alerts.some(({ from, name }) => from === otherSide(role) && name === 'close_notify')
  return said && afterwards === undefined
}

function cut(evidence: Evidence): boolean {
  const { ended, role } = evidence
  if (ended !== undefined && ended.how !== 'timeout' && ended.side === otherSide(role)) return true
  return reported(
    evidence,
    /ECONNRESET|EPIPE|socket (?:disconnected|hang up)|UNEXPECTED_EOF|LEGACY_TRUNCATED/,
  )
}

/** Bytes still came for longer than none did: that is not silence. */
function slowSlots(evidence: Evidence): Slots | undefined {
  const { unfinished, role } = evidence
  if (unfinished?.from !== otherSide(role) || !fellSilent(evidence)) return undefined
  const { fact, arriving, silence } = unfinished
  if (arriving <= silence) return undefined
  const { ja, en } = pieceLabel(fact.what)
  const seconds = Math.max(1, Math.round(arriving / 1000))
  return { piece: en, pieceJa: ja, have: fact.have, need: fact.need ?? '?', seconds }
}

function helloSlots(evidence: Evidence): Slots {
  return { ...stepSlots(evidence), ...largeHelloSlots(evidence) }
}

function stepSlots(evidence: Evidence): Slots {
  const { ja, en } = stepOf(evidence)
  return { step: en, stepJa: ja, ...waitedSlots(evidence) }
}

/** How long it was waited for, in brackets. */
function waitedSlots({ waited }: Evidence): Slots {
  if (waited === undefined) return { waited: '' }
  const seconds = Math.max(1, Math.round(waited / 1000))
  return { waited: ` (waited ${seconds} s)`, waitedJa: `（${seconds} 秒待ちました）` }
}

/** Of a record or message only the beginning came. */
function amid({ what, have, need }: IncompleteFact): Text {
  const { ja, en } = pieceLabel(what)
  return {
    ja: `${ja} を ${need === undefined ? '' : `${need} バイト中 `}${have} バイト受け取った後`,
    en: `after ${have}${need === undefined ? '' : ` of ${need}`} bytes of ${en} were received`,
  }
}

/** After which message it was, seen from here. */
function stepOf({ last, role }: Evidence): Text {
  if (last === undefined) return { ja: '最初のメッセージの前', en: 'before the first message' }
  if (last.fact.kind === 'incomplete') return amid(last.fact)
  const label =
    last.fact.kind === 'encrypted'
      ? { ja: '暗号化されたメッセージ', en: 'encrypted messages' }
      : { ja: messageLabel(last.fact), en: messageLabel(last.fact) }
  return last.from === role
    ? { ja: `${label.ja} を送った後`, en: `after ${label.en} was sent` }
    : { ja: `${label.ja} を受け取った後`, en: `after ${label.en} was received` }
}
