/** Texts of 既知の問題. */
export const advisoryWords = {
  'advisories.title': ['TLS の既知の問題', 'Known problems of TLS'],
  'advisories.help': [
    '発生条件をすべて満たす障害には、障害の詳細からここへのリンクが表示されます。',
    'A fault that meets all conditions of a problem links to it.',
  ],
  'advisory.title': ['既知の問題', 'Known problem'],
  'advisory.missing': [
    'この名前の既知の問題はありません。一覧から選んでください。',
    'There is no known problem of that name. Choose one from the list.',
  ],
  'advisory.id': ['名前', 'Name'],
  'advisory.concerns': ['対象', 'Whom it concerns'],
  'advisory.since': ['時期', 'Since'],
  'advisory.phenomenon': ['現象', 'What is seen'],
  'advisory.conditions': ['発生条件（すべて）', 'Conditions (all of them)'],
  'advisory.explanation': ['説明', 'Explanation'],
  'advisory.cause': ['原因', 'Cause'],
  'advisory.workaround': ['回避方法（上から順に）', 'Workaround (step by step)'],
  'advisory.undo': ['元に戻す方法', 'How to undo it'],
  'advisory.sources': ['出典', 'Sources'],
  'advisory.open': ['回避方法と元に戻す方法を見る', 'The way round it and back'],
  'advisory.open-known': ['この問題の回避方法を見る', 'The way round this known problem'],
} as const
