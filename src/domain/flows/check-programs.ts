import { HikyakuError } from '../../errors/index.ts'
import { absolute } from './check-folder.ts'
import type { FlowProgram, FlowSettings, ProgramStep } from './flow.ts'
import { unknownPlace } from './program-words.ts'

const ofDirection: Partial<Record<ProgramStep, FlowSettings['direction']>> = {
  received: 'receive',
  sent: 'send',
  failed: 'send',
}

/** @throws HikyakuError setting-invalid */
export function checkPrograms({ programs = [], direction, timetable }: FlowSettings): void {
  for (const [place, program] of programs.entries()) {
    checkProgram(program)
    const { step } = program
    if (programs.findIndex((one) => one.step === step) !== place) {
      refuse(
        `there is one program for a step (${step}); it may start others`,
        `プログラムは 1 つの時点（${step}）に 1 つです。ほかのものはその中から起動してください`,
      )
    }
    if ((ofDirection[step] ?? direction) !== direction) {
      refuse(
        `“${step}” is for flows of the other direction`,
        `「${step}」は反対の向きの業務に使います`,
      )
    }
    if (ofDirection[step] === undefined && timetable === undefined) {
      refuse(
        `“${step}” goes with the runs of a timetable`,
        `「${step}」は時刻表のある業務で使います`,
      )
    }
  }
}

function checkProgram({ file, workingFolder, arguments: given, ok, warn }: FlowProgram): void {
  if (!absolute.test(file) || (workingFolder !== undefined && !absolute.test(workingFolder))) {
    refuse('program and folder are written from the root', '絶対パスで指定してください')
  }
  const unknown = given.map(unknownPlace).find((one) => one !== undefined)
  if (unknown !== undefined) {
    refuse(`“${unknown}” stands for nothing`, `「${unknown}」は使えません`)
  }
  if ([file, workingFolder, ...given].some((text) => text?.includes('\0') === true)) {
    refuse('it holds a NUL', 'NUL 文字は使えません')
  }
  const both = ok.find((status) => warn.includes(status))
  if (both !== undefined) {
    refuse(
      `status ${both} is either done or a warning`,
      `終了コード ${both} は正常か警告のどちらかです`,
    )
  }
}

function refuse(detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting: 'programs', detail, detailJa })
}
