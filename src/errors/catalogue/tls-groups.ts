import { action, actions } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of a partner's list of groups of the key exchange. */
export const tlsGroupFaults = {
  'group-list-empty': {
    id: '20101250',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '鍵交換グループの一覧が空です。',
      remedy:
        '使うグループを 1 つ以上、コンマで区切って指定してください。初期値に戻すこともできます。何も変更していません。',
    },
    en: {
      message: 'The list of groups is empty.',
      remedy:
        'Name at least one group, with commas between several, or go back to the initial list. Nothing was changed.',
    },
  },
  'group-list-blank': {
    id: '20101251',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '鍵交換グループの一覧の {position} 番目（{column} 文字目）に{what}があります。',
      remedy: '空白と改行を取り除き、コンマだけで区切ってください。何も変更していません。',
    },
    en: {
      message: 'The list of groups has {what} in entry {position} (character {column}).',
      remedy: 'Remove blanks and line breaks; put only commas between names. Nothing was changed.',
    },
  },
  'group-unknown': {
    id: '20101252',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message:
        '鍵交換グループの一覧の {position} 番目「{name}」は使えるグループではありません。{hint}',
      remedy: '名前を直して再実行してください。何も変更していません。',
    },
    en: {
      message: 'Entry {position} of the list, "{name}", is no group that can be used. {hint}',
      remedy: 'Correct the name and run again. Nothing was changed.',
    },
  },
  'group-repeated': {
    id: '20101253',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '鍵交換グループの一覧の {position} 番目「{name}」は {first} 番目と同じです。',
      remedy: '片方を削除してください。何も変更していません。',
    },
    en: {
      message: 'Entry {position} of the list, "{name}", is the same as entry {first}.',
      remedy: 'Remove one of them. Nothing was changed.',
    },
  },
  'tls-groups-unusable': {
    id: '20101254',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    actions: [action('suites', 'tls groups {partner}'), actions.restoreGroups],
    ja: {
      message:
        '接続先 {partner} の鍵交換グループ（{groups}）には、{versions} で使えるものがありません。',
      remedy:
        'そのバージョンで使えるグループ（x25519 や secp256r1 など）を加えるか、初期値に戻してください。',
    },
    en: {
      message: 'The groups of {partner} ({groups}) hold none that can be used with {versions}.',
      remedy:
        'Add a group of that version, such as x25519 or secp256r1, or go back to the initial list.',
    },
  },
} as const satisfies Record<string, FaultEntry>
