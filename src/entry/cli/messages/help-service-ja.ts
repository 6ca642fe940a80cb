/** Help of `service`, in Japanese. */
export const helpServiceJa = {
  service: 'システムのサービスとして常駐させる（Linux の systemd）',
  'service.install': 'サービスを登録する（ユーザー、ホーム、起動時の動作）',
  'service.remove': 'サービスを削除する（ユーザーとホームは残す）',
  'service.status': 'サービスの状態を表示する',
  'service.start': 'サービスを起動する',
  'service.stop': 'サービスを停止する',
  'option.service-name': 'サービスの名前',
  'option.service-user': 'サービスを動かすシステムのユーザー（なければ作る）',
  'option.service-dry-run': '何を行うかを表示するだけで、何も変更しない',
  'option.service-root':
    'このフォルダーをルートとみなしてファイルだけを書く（ディスクイメージなど）',
} as const
