import type { FaultEntry } from '../entry.ts'

/** Faults of business documents: 流通BMS, their codes and their layouts. */
export const businessFaults = {
  'bms-schema-invalid': {
    id: '20191101',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: '流通BMS の項目の定義を読めません: {line}',
      remedy: '定義の行を「名前、必須の印、型、項目名」の形に直してください。',
    },
    en: {
      message: 'A definition of items of 流通BMS cannot be read: {line}',
      remedy: 'Write the line as name, mark, type and item name.',
    },
  },
  'bms-codes-invalid': {
    id: '20191102',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 2,
    ja: {
      message: 'コード表の {line} 行目を読めません: {text}',
      remedy:
        '項目名の行の下に、空白、コード、空白、意味の順で書いてください。何も変更していません。',
    },
    en: {
      message: 'Line {line} of the code table cannot be read: {text}',
      remedy:
        'Below a line with the item name, write a blank, the code, a blank and what it means. Nothing was changed.',
    },
  },
  'bms-character-refused': {
    id: '20191103',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: 'XML に書けない文字（U+{code}）が値にあります。',
      remedy: '元のデータから、この文字を除いてください。何も書き出していません。',
    },
    en: {
      message: 'A value holds a character (U+{code}) that XML cannot hold.',
      remedy: 'Take the character out of the data. Nothing was written.',
    },
  },
} as const satisfies Readonly<Record<string, FaultEntry>>
