import { action, typed } from '../action.ts'
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
      remedy: '指定を直してください。時刻は 07:00,11:30、日は business のように書きます。',
    },
    en: {
      message: '“{value}” is no timetable: {detail}.',
      remedy: 'Correct it: times are written 07:00,11:30, and days business, for example.',
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
  'flow-on-hold': {
    id: '20181107',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 4,
    ja: {
      message: '業務「{flow}」は保留中です（理由: {reason}）。',
      remedy: '実行するには、先に保留を解除してください。',
    },
    en: {
      message: 'The flow “{flow}” is on hold ({reason}).',
      remedy: 'Release it first, and then run it.',
    },
  },
  'partner-on-hold': {
    id: '20181113',
    status: 'warning',
    side: 'operator',
    retry: 'later',
    exit: 4,
    http: 409,
    actions: [action('partner', 'partner release {partner}')],
    ja: {
      message: '接続先 {partner} は取引停止中です（理由: {reason}）。通信していません。',
      remedy: '取引を再開するには、停止を解除してください。待っているものはそのまま残っています。',
    },
    en: {
      message: '{partner} is on hold ({reason}). Nothing was exchanged.',
      remedy: 'Release it to go on; what waits is still there.',
    },
  },
  'partner-has-flows': {
    id: '20181108',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    ja: {
      message: '接続先 {partner} には業務（{flows}）があるため、削除できません。',
      remedy: '先に業務を削除してください。',
    },
    en: {
      message: 'The partner {partner} cannot be removed: it has flows ({flows}).',
      remedy: 'Remove the flows first.',
    },
  },
  'run-missed': {
    id: '20181111',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    ja: {
      message: '業務「{flow}」の予定 {count} 回（最初は {first}）は、実行されませんでした。',
      remedy:
        'この時刻にステーションは動いていませんでした。必要なら、いま受信または送信してください。ステーションをサービスとして動かすと、再起動の後も自動で始まります。',
    },
    en: {
      message: '{count} runs of the flow “{flow}” were missed, the first of {first}.',
      remedy:
        'The station was not at work then. Receive or send now if it is needed. Run the station as a service, and it begins by itself after a restart.',
    },
  },
  'clock-doubtful': {
    id: '20181112',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        'このパソコンの時計が大きく動きました（いまの表示は {now}）。予定の実行を止めています。',
      remedy: '時計を正しく合わせてください。正しい時刻のまま 5 分たつと、予定の実行を再開します。',
    },
    en: {
      message: 'The clock of this machine made a leap (it shows {now}). No planned run is begun.',
      remedy: 'Set the clock right. When it has been steady for five minutes, the runs go on.',
    },
  },
  'calendar-in-use': {
    id: '20181109',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('flow set {flow} --calendar NAME')],
    ja: {
      message: '営業カレンダー「{calendar}」は業務（{flows}）が使っているため、削除できません。',
      remedy: '先に業務の営業カレンダーを変更してください。',
    },
    en: {
      message: 'The calendar “{calendar}” cannot be removed: flows use it ({flows}).',
      remedy: 'Give the flows another calendar first.',
    },
  },
  'partner-closed': {
    id: '20181131',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    actions: [typed('partner set {partner} --hours 07:00-22:00')],
    ja: {
      message:
        '接続先 {partner} の運用時刻（{hours}）の外のため、業務「{flow}」の実行を見送りました。',
      remedy:
        '次の予定で実行します。急ぐ場合は人が実行できます。運用時刻か時刻表が違う場合は直してください。',
    },
    en: {
      message:
        'The flow “{flow}” was not run: it was outside of the hours of the partner {partner} ({hours}).',
      remedy:
        'It runs at its next time; a person can run it now. If the hours or the timetable are wrong, correct them.',
    },
  },
  'call-outside-hours': {
    id: '20181132',
    status: 'warning',
    side: 'operator',
    retry: 'never',
    exit: 1,
    ja: {
      message: '接続先 {partner} の運用時刻（{hours}）の外です。',
      remedy: '接続先が応答しないことがあります。急がなければ、運用時刻の中で実行してください。',
    },
    en: {
      message: 'It is outside of the hours of the partner {partner} ({hours}).',
      remedy: 'It may not answer. If there is no hurry, do it within the hours.',
    },
  },
} as const satisfies Record<string, FaultEntry>
