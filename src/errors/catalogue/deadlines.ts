import type { FaultEntry } from '../entry.ts'

/** Faults of what must come, go or be fetched by a time (期限). */
export const deadlineFaults = {
  'expected-late': {
    id: '20181301',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '業務「{flow}」の{verb}が期限（{at}）までにありません: {count}/{atLeast} 件。{detail}。',
      remedy:
        '接続先に問い合わせるか、接続と予定を確認してください。届くと、この障害は自動で解消されます。',
    },
    en: {
      message: 'Flow “{flow}”: what had to {verb} by {at} did not: {count} of {atLeast}. {detail}.',
      remedy:
        'Ask the partner, or check connection and timetable. This fault ends by itself when it is there.',
    },
  },
  'expected-missed': {
    id: '20181302',
    status: 'fault',
    side: 'unknown',
    retry: 'never',
    exit: 4,
    ja: {
      message:
        '業務「{flow}」の{verb}は、期限（{at}）の日のうちにありませんでした: {count}/{atLeast} 件。',
      remedy: '接続先に確認し、対応が済んだらこの障害を確認済みにしてください。',
    },
    en: {
      message:
        'Flow “{flow}”: what had to {verb} by {at} did not on that day: {count} of {atLeast}.',
      remedy: 'Clear it up with the partner, and acknowledge this fault when that is done.',
    },
  },
  'due-soon': {
    id: '20181303',
    status: 'warning',
    side: 'operator',
    retry: 'later',
    exit: 1,
    ja: {
      message: '業務「{flow}」の送信の期限（{at}）が近づいています: {count}/{atLeast} 件。',
      remedy: '送るファイルを用意してください。送信されると、この警告は解消されます。',
    },
    en: {
      message: 'Flow “{flow}”: the deadline {at} is near, and {count} of {atLeast} went.',
      remedy: 'Get the files ready. This warning ends when they went.',
    },
  },
  'not-fetched': {
    id: '20181304',
    status: 'fault',
    side: 'partner',
    retry: 'later',
    exit: 4,
    ja: {
      message: '業務「{flow}」: 接続先 {partner} が {count} 件を期限までに取得していません。',
      remedy:
        '接続先の受信処理が動いているか問い合わせてください。取得されると、この障害は解消されます。',
    },
    en: {
      message: 'Flow “{flow}”: {partner} did not fetch {count} documents in time.',
      remedy:
        'Ask the partner whether its receiving is at work. This fault ends when it fetches them.',
    },
  },
  'documents-wait': {
    id: '20181305',
    status: 'fault',
    side: 'unknown',
    retry: 'later',
    exit: 4,
    ja: {
      message:
        '業務「{flow}」（接続先 {partner}）: {count} 件が決められた時間を超えて待っています。',
      remedy:
        '業務の状態と、ほかの障害を確認してください。待ちがなくなると、この障害は解消されます。',
    },
    en: {
      message: 'Flow “{flow}” ({partner}): {count} documents wait longer than they may.',
      remedy:
        'Look at the state of the flow and at other faults. This fault ends when none waits any more.',
    },
  },
} as const satisfies Record<string, FaultEntry>
