/** What `service` prints, in Japanese. */
export const serviceJa = {
  'service.installed':
    'サービス「{service}」を登録しました（ユーザー {user}、ホーム {home}）。パソコンの起動時に動きます。今すぐ動かすには hikyaku service start。最初の起動でコンソールの管理者を作るリンクは journalctl --unit {service} で見られます。',
  'service.removed': 'サービス「{service}」を削除しました。ユーザーとホームは残っています。',
  'service.start-done': 'サービス「{service}」を起動しました。',
  'service.stop-done': 'サービス「{service}」を停止しました。',
  'service.would': '次のことを行います（今は何も変更していません）:',
  'service.left': 'ファイルを書きました。次のことは、そのシステムの上で行ってください:',
  'service.make': 'フォルダー {path} を作る（ユーザー {user} だけが入れる）',
  'service.write': '{path} を書く:',
  'service.unlink': '{path} を削除する',
  'service.is-active': '動作中',
  'service.is-activating': '起動中',
  'service.is-deactivating': '停止中',
  'service.is-failed': '失敗して停止',
  'service.is-inactive': '停止',
  'label.service': 'サービス',
  'label.with-machine': 'パソコンの起動時に動く',
  'label.process': 'プロセス',
  'label.restarts': '自動で再起動した回数',
} as const
