import type { FaultEntry } from '../entry.ts'

/** Faults of flows, timetables and calendars: what the station does by itself. */
export const flowFaults = {
  'timetable-invalid': {
    id: '20181101',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '時刻表の指定「{value}」が正しくありません: {detail}。',
      remedy: '指定を直してください。例: --at 07:00,11:30 --days business',
    },
    en: {
      message: '“{value}” is no timetable: {detail}.',
      remedy: 'Correct it, for example --at 07:00,11:30 --days business.',
    },
  },
  'flow-exists': {
    id: '20181102',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '業務「{flow}」は既にあります。',
      remedy: '別の名前にするか、既にある業務を変更してください。',
    },
    en: {
      message: 'There is a flow “{flow}” already.',
      remedy: 'Use another name, or change that flow.',
    },
  },
  'flow-kind-taken': {
    id: '20181103',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '接続先 {partner} の同じ種類のドキュメントは、業務「{flow}」が扱っています。',
      remedy: 'その業務を変更するか、別の種類にしてください。',
    },
    en: {
      message: 'Documents of this kind of {partner} belong to the flow “{flow}”.',
      remedy: 'Change that flow, or choose another kind.',
    },
  },
  'flow-unknown': {
    id: '20181104',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '業務「{flow}」はありません。',
      remedy: '業務の一覧で名前を確認してください。',
    },
    en: {
      message: 'There is no flow “{flow}”.',
      remedy: 'Look up the names of the flows.',
    },
  },
  'flow-changed': {
    id: '20181105',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '業務「{flow}」は、表示した後にほかの人が変更しました。何も保存していません。',
      remedy: '新しい設定を確認し、必要な変更だけをもう一度保存してください。',
    },
    en: {
      message:
        'The flow “{flow}” was changed by somebody else since it was looked at. Nothing was saved.',
      remedy: 'Look at the newer settings, and save again what is still to be changed.',
    },
  },
  'calendar-unknown': {
    id: '20181106',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '営業カレンダー「{calendar}」はありません。',
      remedy: '営業カレンダーの一覧で名前を確認してください。',
    },
    en: {
      message: 'There is no calendar “{calendar}”.',
      remedy: 'Look up the names of the calendars.',
    },
  },
} as const satisfies Record<string, FaultEntry>
