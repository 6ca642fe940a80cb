/** A word that the project gave up: another one names the same thing everywhere. */
export interface GivenUpWord {
  readonly word: RegExp
  readonly instead: string
  /** Files whose own subject needs the word, and lines that hold one of these. */
  readonly but?: RegExp
}

/** Japanese words, from the glossary; `but` says where a word names something else. */
export const givenUpWords: readonly GivenUpWord[] = [
  { word: /TLS ?(?:の)?(?:確認|調査)/u, instead: 'TLS 診断' },
  { word: /相手先/u, instead: '接続先' },
  { word: /ブラウザ(?!ー)/u, instead: 'ブラウザー' },
  { word: /この(?:端末|機械|コンピューター|マシン)/u, instead: 'このパソコン' },
  { word: /Basic 認証/u, instead: 'ベーシック認証' },
  { word: /接続に失敗した接続元/u, instead: '失敗した接続元' },
  { word: /申請書/u, instead: '証明書要求（CSR）' },
  // Items of 流通BMS are named so by its tables.
  { word: /発行者/u, instead: '発行元', but: /発行者(?:コード|GLN|名称)/u },
  { word: /特例/u, instead: '許可' },
  { word: /不?合格/u, instead: '正常、異常' },
  { word: /役割/u, instead: '権限', but: /双方の役割|動かすもの/u },
  // What another program does with a file that was given to it, and the pick-up of flows.
  { word: /(?:設定|証明書)を取り込/u, instead: '読み込む、登録する' },
  { word: /TLS の版|対応する版|最[低高]の版|データベースの版/u, instead: 'バージョン' },
  { word: /通信上のまま/u, instead: '受信したままの形式でダウンロード' },
  { word: /このシステムの認証局/u, instead: '付属の公開認証局一覧' },
  { word: /（未確認）/u, instead: '（受信確認待ち）' },
  { word: /送信待ちをいま送る/u, instead: '送信待ち n 件を送信' },
  { word: /もう一度送る'/u, instead: 'もう一度送信待ちに入れる' },
  { word: /ケーブルを抜/u, instead: '通信を切断' },
  { word: /取り残し 0 件/u, instead: '0 件' },
]

/** English ones, in texts and in code: names of files, types and functions too. */
export const givenUpInCode: readonly GivenUpWord[] = [
  { word: /doctor/iu, instead: 'TLS check' },
  { word: /interview/iu, instead: 'TLS check' },
  { word: /examin(?:e|ation)/iu, instead: 'check' },
]
