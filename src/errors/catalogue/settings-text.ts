import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of settings as text: what cannot be read, and what is not taken over. */
export const settingsTextFaults = {
  'settings-moved': {
    id: '20151141',
    http: 409,
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '差分を表示した後に設定が変わりました。何も変更していません。',
      remedy: 'もう一度読み込み、新しい差分を確認してください。',
    },
    en: {
      message: 'The settings were changed since the difference was shown. Nothing was changed.',
      remedy: 'Import again, and look at the new difference.',
    },
  },
  'settings-text-broken': {
    id: '20151142',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '{file} の {line} 行 {column} 桁を読めません: {detail}',
      remedy: 'この箇所を直して再実行してください。何も変更していません。',
    },
    en: {
      message: '{file} cannot be read at line {line}, column {column}: {detail}',
      remedy: 'Correct this place and run again. Nothing was changed.',
    },
  },
  'settings-text-refused': {
    id: '20151143',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '{file} に誤りが {count} 件あります。何も変更していません。',
      remedy: '上の箇所を直して再実行してください。',
    },
    en: {
      message: 'Mistakes in {file}: {count}. Nothing was changed.',
      remedy: 'Correct the places above and run again.',
    },
  },
  'settings-not-confirmed': {
    id: '20151144',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('settings import FILE --dry-run'), typed('settings import FILE --yes')],
    ja: {
      message: '確認できる端末がないため、設定を変更していません。',
      remedy: '先に差分を確かめ、よければ確認なしで実行してください。',
    },
    en: {
      message: 'Nobody is there to be asked, so no setting was changed.',
      remedy: 'Look first at the difference, and then run it without the question.',
    },
  },
} as const satisfies Record<string, FaultEntry>
