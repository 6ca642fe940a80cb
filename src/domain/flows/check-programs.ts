import { defined } from '../../base/defined.ts'
import { HikyakuError } from '../../errors/index.ts'
import { absolute } from './check-folder.ts'
import type { FlowProgram, FlowSettings, ProgramStep } from './flow.ts'
import { checkTarget, serverOf } from '../webhooks/target.ts'
import { unknownPlace } from './program-words.ts'

const ofDirection: Partial<Record<ProgramStep, FlowSettings['direction']>> = {
  received: 'receive',
  sent: 'send',
  failed: 'send',
}

/** @throws HikyakuError setting-invalid */
export function checkPrograms({ programs = [], direction, timetable }: FlowSettings): void {
  for (const [place, program] of programs.entries()) {
    if (program.webhook === undefined) checkProgram(program, place)
    else checkWebhook(program, place)
    const { step } = program
    const refuseStep = (detail: string, detailJa: string): never =>
      refuse(`programs.${place}.step`, detail, detailJa)
    if (programs.findIndex((one) => one.step === step) !== place) {
      refuseStep(
        `there is one program for a step (${step}); it may start others`,
        `プログラムは 1 つの時点（${step}）に 1 つです。ほかのものはその中から起動してください`,
      )
    }
    if ((ofDirection[step] ?? direction) !== direction) {
      refuseStep(
        `“${step}” is for flows of the other direction`,
        `「${step}」は反対の向きの業務に使います`,
      )
    }
    if (ofDirection[step] === undefined && timetable === undefined) {
      refuseStep(
        `“${step}” goes with the runs of a timetable`,
        `「${step}」は時刻表のある業務で使います`,
      )
    }
  }
}

function checkProgram(program: FlowProgram, place: number): void {
  const { file, workingFolder, arguments: given, ok, warn } = program
  const at = `programs.${place}`
  for (const [field, path] of Object.entries({ file, workingFolder })) {
    if (path === undefined || absolute.test(path)) continue
    refuse(`${at}.${field}`, 'it is written from the root', '絶対パスで指定してください')
  }
  const unknown = given.map(unknownPlace).find((one) => one !== undefined)
  if (unknown !== undefined) {
    refuse(`${at}.arguments`, `“${unknown}” stands for nothing`, `「${unknown}」は使えません`)
  }
  for (const [field, texts] of Object.entries({ file: [file, workingFolder], arguments: given })) {
    if (!texts.some((text) => text?.includes('\0') === true)) continue
    refuse(`${at}.${field}`, 'it holds a NUL', 'NUL 文字は使えません')
  }
  const both = ok.find((status) => warn.includes(status))
  if (both !== undefined) {
    refuse(
      `${at}.warn`,
      `status ${both} is either done or a warning`,
      `終了コード ${both} は正常か警告のどちらかです`,
    )
  }
}

/** What only a program has says nothing of a webhook, so it is refused. */
function checkWebhook({ file, webhook, ...program }: FlowProgram, place: number): void {
  const at = `programs.${place}`
  if (serverOf(file) !== file) {
    refuse(
      `${at}.file`,
      'of a webhook it is scheme, host and port alone',
      'Webhook ではスキーム、ホスト、ポートだけです',
    )
  }
  checkTarget(
    { server: file, ...defined({ proxy: webhook?.proxy }), trust: [...(webhook?.trust ?? [])] },
    {},
  )
  const { arguments: given, environment, workingFolder, ok, warn } = program
  const isPlain = given.length + environment.length + warn.length === 0 && ok.join(',') === '0'
  if (isPlain && workingFolder === undefined) return
  refuse(
    `${at}.webhook`,
    'it takes no arguments, variables, folder or exit statuses',
    'Webhook では引数、環境変数、作業フォルダー、終了コードは使いません',
  )
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting, detail, detailJa })
}
