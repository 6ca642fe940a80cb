import { typed } from '../action.ts'
import type { FaultEntry } from '../entry.ts'

/** Faults of the programs that flows start (外部プログラム). */
export const programFaults = {
  'program-failed': {
    id: '20181501',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    actions: [
      typed('document show {document}'),
      typed('document process {document} --reason TEXT'),
    ],
    ja: {
      message: '業務「{flow}」のプログラム {program} が失敗しました: {detail}。',
      remedy:
        'プログラムの出力を確認し、原因を直してください。ドキュメントはそのまま残っています。設定した回数まで自動でもう一度起動し、そのあとは人の操作で起動できます。',
    },
    en: {
      message: 'The program {program} of the flow “{flow}” failed: {detail}.',
      remedy:
        'Look at what it printed, and mend the cause. The document stays as it is. The program is started again as often as is set, and after that when a person says so.',
    },
  },
  'program-timed-out': {
    id: '20181502',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    actions: [typed('flow set {flow} --step received --time-limit 1800')],
    ja: {
      message:
        '業務「{flow}」のプログラム {program} は {seconds} 秒以内に終わらないため、終了させました。',
      remedy:
        'プログラムが何を待っていたか確認してください。時間が必要なら、制限時間を延ばしてください。',
    },
    en: {
      message:
        'The program {program} of the flow “{flow}” did not end within {seconds} seconds, and was ended.',
      remedy: 'Find out for what it waited. If it needs the time, give it a longer limit.',
    },
  },
  'program-in-doubt': {
    id: '20181503',
    status: 'fault',
    side: 'station',
    retry: 'never',
    exit: 4,
    actions: [
      typed('document process {document} --reason TEXT'),
      typed('document settle {document} --reason TEXT'),
    ],
    ja: {
      message:
        'ステーションが止まったため、業務「{flow}」のプログラム {program} がドキュメント {document} をどこまで処理したか分かりません。',
      remedy:
        '処理が終わっているか確認してください。終わっていなければもう一度起動し、終わっていれば確認済みとして閉じてください。',
    },
    en: {
      message:
        'The station stopped while the program {program} of the flow “{flow}” ran for the document {document}: how far it came is not known.',
      remedy: 'Find out whether it did its work. If not, start it again; if it did, close it.',
    },
  },
  'program-begun-again': {
    id: '20181504',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'ステーションが止まったため、業務「{flow}」のプログラム {program} をドキュメント {document} についてもう一度起動します。',
      remedy:
        '二重に処理されていないか確認してください。プログラムには同じ HIKYAKU_KEY を渡すので、これで見分けられます。自動で起動したくない場合は、業務の設定で人に任せるようにできます。',
    },
    en: {
      message:
        'The station stopped while the program {program} of the flow “{flow}” ran for the document {document}; it is started once more.',
      remedy:
        'See that nothing was done twice: the program is given the same HIKYAKU_KEY. By a setting of the flow it is never started again without a person.',
    },
  },
  'program-run-in-doubt': {
    id: '20181505',
    status: 'warning',
    side: 'station',
    retry: 'never',
    exit: 1,
    ja: {
      message:
        'ステーションが止まったため、業務「{flow}」の実行の前後のプログラム {program} がどこまで進んだか分かりません。',
      remedy:
        'プログラムの結果を確認してください。実行の前のものは、実行をやり直すときにもう一度起動します。',
    },
    en: {
      message:
        'The station stopped while the program {program} ran before or after a run of the flow “{flow}”: how far it came is not known.',
      remedy:
        'See what it did. What goes before a run is started again when the run is tried again.',
    },
  },
  'program-missing': {
    id: '20181506',
    status: 'fault',
    side: 'operator',
    retry: 'never',
    exit: 3,
    actions: [typed('document show {document}')],
    ja: {
      message: 'ドキュメント {document} には、対象になるプログラムがありません。',
      remedy: '起動したプログラムを確認してください。',
    },
    en: {
      message: 'There is no program of the document {document} that this could be about.',
      remedy: 'See which programs were started for it.',
    },
  },
  'program-running': {
    id: '20181507',
    status: 'fault',
    side: 'operator',
    retry: 'later',
    exit: 4,
    ja: {
      message: 'ドキュメント {document} のプログラム {program} は実行中です。',
      remedy: '終わってから、もう一度操作してください。',
    },
    en: {
      message: 'The program {program} of the document {document} is running.',
      remedy: 'Try it again when it has ended.',
    },
  },
} as const satisfies Record<string, FaultEntry>
