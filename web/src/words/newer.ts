/** Texts of forms whose settings somebody else changed meanwhile. */
export const newerWords = {
  'newer.title': ['ほかの人が変更した項目があります', 'Somebody else changed this meanwhile'],
  'newer.text': [
    'ここで入力中の項目に、新しい値が保存されています。入力した内容は残っています。新しい値を確認してください。',
    'Newer values were saved for what is being typed here. What you typed is kept. Look at the newer values first.',
  ],
  'newer.row': ['{name}: 新しい値は {value}', '{name}: now {value}'],
  'newer.secret': ['（表示しません）', '(not shown)'],
  'newer.count': ['{count} 件', '{count} entries'],
  'newer.accept': [
    '確認した（入力した内容で上書きできます）',
    'I have seen it: what I typed may replace it',
  ],
} as const
