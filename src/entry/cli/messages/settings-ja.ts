/** What `settings export` and `settings import` print, in Japanese. */
export const settingsJa = {
  'settings.exported': '{file} に書き出しました。パスワードと秘密鍵は含まれていません。',
  'settings.imported':
    '読み込みました。追加 {added}、変更 {changed}、削除 {removed}、変更なし {same}。',
  'settings.would': '確認だけです。追加 {added}、変更 {changed}、削除 {removed}、変更なし {same}。',
  'settings.nothing': '変更するものはありません（変更なし {same}）。',
  'settings.ask': 'このとおり変更しますか?',
  'settings.not-done': '何も変更していません。',
  'settings.of.settings': 'ステーションの設定',
  'settings.of.partners': '接続先',
  'settings.of.calendars': '営業カレンダー',
  'settings.of.flows': '業務',
  'settings.of.mail': 'メールサーバー',
  'settings.of.alerts': '通知',
} as const
