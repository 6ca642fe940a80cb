import { HikyakuError } from '../../errors/index.ts'
import type { Flow, FlowSettings, HandOverPlace, PickUpFolder } from './flow.ts'
import { patternTrouble } from './hand-over-name.ts'

type Folder = HandOverPlace | PickUpFolder

/** Written from the root, on POSIX or Windows. */
export const absolute = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/

/** @throws HikyakuError setting-invalid */
export function checkFolder(folder: Folder): void {
  if (!absolute.test(folder.path)) {
    refuse('folder.path', 'it must be written from the root', '絶対パスで指定してください')
  }
  if (folder.kind === 'pick-up') return
  const trouble = patternTrouble(folder.name)
  if (trouble !== undefined) {
    refuse(
      'folder.name',
      `“${trouble}” cannot be part of it`,
      `「${trouble}」は名前の指定に使えません`,
    )
  }
  if (folder.exists === 'wait' && folder.name.includes('{')) {
    refuse(
      'folder.exists',
      'waiting is for a fixed name such as ORDER.DAT',
      'wait は ORDER.DAT のような決まった名前にだけ使えます',
    )
  }
}

/**
 * What one flow puts into its folder must not be what another picks up: it would go back to
 * where it came from.
 *
 * @throws HikyakuError setting-invalid
 */
export function checkBeside(settings: FlowSettings, others: readonly Flow[]): void {
  const { folder } = settings
  if (folder === undefined) return
  const clash = others.find(
    ({ folder: other }) =>
      other !== undefined &&
      other.kind !== folder.kind &&
      (liesIn(folder.path, other.path) || liesIn(other.path, folder.path)),
  )
  if (clash === undefined) return
  refuse(
    'folder.path',
    `the flow “${clash.name}” uses this folder, one above or one below the other way`,
    `業務「${clash.name}」が、このフォルダー（またはその上か下）を逆の向きに使っています`,
  )
}

function liesIn(path: string, folder: string): boolean {
  const parts = (of: string): string[] =>
    of
      .split(/[\\/]+/)
      .filter((part) => part !== '' && part !== '.')
      .map((part) => part.toLowerCase())
  const [own, above] = [parts(path), parts(folder)]
  return above.every((part, place) => own[place] === part)
}

function refuse(setting: string, detail: string, detailJa: string): never {
  throw new HikyakuError('setting-invalid', { setting, detail, detailJa })
}
