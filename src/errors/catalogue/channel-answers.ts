import { action, actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of what a partner’s JX server, or a device before it, answers instead of an answer. */
export const channelAnswerFaults = {
  'answer-repeated': {
    id: '20101120',
    status: 'warning',
    side: 'unknown',
    retry: 'later',
    exit: 1,
    ja: {
      message:
        '接続先 {partner} から、前の要求への応答（メッセージ ID {messageId}）がもう一度届きました。今回の要求への応答とは見なさず、新しい接続で問い合わせ直します。',
      remedy:
        '問い合わせ直した結果は同じ通信の記録にあります。ドキュメントが失われたり二重になったりすることはありません。繰り返す場合は、接続先のサーバーまたは途中のプロキシに原因があるため、接続先に連絡してください。',
      tell: '貴社サーバーまたは途中の機器が、前の要求への応答（メッセージ ID {messageId}）をもう一度返しました。応答ごとに異なるメッセージ ID が付き、応答が 1 回だけ届くことをご確認ください。',
    },
    en: {
      message:
        'From {partner} the answer to an earlier request (message id {messageId}) came a second time. It was not taken for the answer to this one, which is asked again on a new connection.',
      remedy:
        'What came of asking again is in the record of the same exchange. No document is lost or doubled. If it goes on, the partner’s server or a proxy on the way repeats its answers: tell the partner.',
      tell: 'Your server, or a device before it, sent the answer to an earlier request (message id {messageId}) a second time. Please check that each answer has a message id of its own and comes once.',
    },
  },
  'http-refused': {
    id: '20101121',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    ja: {
      message: '接続先 {partner} が要求を HTTP {status} で拒否しました（{detail}）。',
      remedy: '{advice}ドキュメントは失われていません。',
      tell: '弊社の要求が HTTP {status}（{detail}）で拒否されます。理由をお知らせください。',
    },
    en: {
      message: '{partner} refused the request with HTTP {status} ({detail}).',
      remedy: '{advice} No document is lost.',
      tell: 'Our requests are refused with HTTP {status} ({detail}). Please tell us why.',
    },
  },
  'size-refused': {
    id: '20101122',
    status: 'fault',
    side: 'partner',
    retry: 'never',
    exit: 4,
    actions: [actions.showPartner, action('outbox', 'document retake {document}')],
    ja: {
      message:
        '接続先 {partner} が、大きすぎるとしてドキュメントを拒否しました（要求は {bytes} バイト、{detail}）。',
      remedy:
        '接続先に最大サイズを確認し、小さく分けるか圧縮の設定をしてください。直した後、ドキュメントをもう一度送信できます。ほかのドキュメントの送信は続いています。',
      tell: '{bytes} バイトの要求が大きすぎるとして拒否されました（{detail}）。受け取れる最大サイズをお知らせください。',
    },
    en: {
      message: '{partner} refused a document as too large (a request of {bytes} bytes, {detail}).',
      remedy:
        'Ask the partner for the largest size they take, and send smaller documents or set a compression. Then it can be sent again. Other documents are sent all the same.',
      tell: 'A request of {bytes} bytes was refused as too large ({detail}). Please tell us the largest size you take.',
    },
  },
} as const satisfies Record<string, FaultEntry>
