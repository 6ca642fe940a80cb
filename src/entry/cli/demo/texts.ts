import type { Language } from '../../../errors/index.ts'

/** What the demo says, in both languages. */
const texts = {
  en: {
    title: 'Hikyaku demo: a practice retailer and a supplier exchange over TLS',
    setting: 'A throw-away CA, two homes, client certificate and password: made.',
    queued: 'The practice retailer has {count} orders waiting for the supplier.',
    pulled: 'First run: the plug is pulled between Get and Confirm of the first order.',
    failed: 'The run failed, as it must:',
    kept: 'The order was already durable on the supplier’s side; the retailer still counts it as not taken.',
    again: 'Second run, plug back in: {count} documents, each once.',
    sent: 'The supplier sent a shipment notification back.',
    headFrom: 'from',
    headDocument: 'document',
    headType: 'kind',
    headBytes: 'bytes',
    headCopies: 'arrived',
    headSame: 'bytes equal',
    retailer: 'retailer',
    supplier: 'supplier',
    yes: 'yes',
    no: 'NO',
    times: '{count} time(s)',
    good: 'Nothing was lost, nothing was doubled. All SHA-256 digests are equal.',
    bad: 'Something was lost or doubled: this must never happen. Please report it.',
    files: 'The received files: {folder}',
    stays: 'The practice retailer stays up. In another terminal, for example:',
    stop: 'Ctrl+C ends the demo and removes its folders.',
  },
  ja: {
    title: 'Hikyaku デモ: 練習用の小売と取引先が TLS でドキュメントを交換します',
    setting: '使い捨ての認証局、二つのホーム、クライアント証明書とパスワードを作りました。',
    queued: '練習小売には、取引先あての発注が {count} 件待っています。',
    pulled: '1 回目の受信: 最初の発注の Get と Confirm の間で通信を切断します。',
    failed: '通信は失敗しました（予定どおり）:',
    kept: '発注は取引先側ですでに確実に保存されています。小売側ではまだ「未取得」です。',
    again: '2 回目の受信（ケーブルを戻しました）: {count} 件、どれも 1 回だけ届きました。',
    sent: '取引先から出荷（伝票）を送りました。',
    headFrom: '送り手',
    headDocument: 'ドキュメント',
    headType: '種別',
    headBytes: 'バイト',
    headCopies: '到着',
    headSame: '内容の一致',
    retailer: '小売',
    supplier: '取引先',
    yes: '一致',
    no: '不一致',
    times: '{count} 回',
    good: '失われたドキュメントも、二重になったドキュメントもありません。SHA-256 はすべて一致しました。',
    bad: 'ドキュメントが失われたか二重になりました。あってはならないことです。開発元に知らせてください。',
    files: '受信したファイル: {folder}',
    stays: '練習小売は動き続けます。別の端末で、たとえば:',
    stop: 'Ctrl+C で終了し、デモのフォルダーを消します。',
  },
} as const satisfies Record<Language, Record<string, string>>

export type DemoText = keyof (typeof texts)['en']

/** A text of the demo with its slots filled. */
export function demoText(
  language: Language,
  key: DemoText,
  values: Readonly<Record<string, string | number>> = {},
): string {
  return texts[language][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))
}
