/** Help of `settings export`, `settings import` and `settings schema`, in Japanese. */
export const helpSettingsJa = {
  'settings.export':
    '設定をすべて YAML（.json の名前か --json なら JSON）で書き出す。秘密は含まない',
  'settings.import': '設定を読み込む。差分を表示し、誤りがあれば何も変更しない',
  'settings.schema': 'エディター用に、設定ファイルの JSON Schema を書き出す',
  'option.settings-dry-run': '差分を表示するだけで、何も変更しない',
  'option.settings-prune': 'ファイルにある種類のうち、書かれていないものを削除する',
} as const
