import { createReadStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { noteFirst, type AuditNote } from '../../../domain/accounts/index.ts'
import { describeCause, HikyakuError } from '../../../errors/index.ts'
import { stationDay } from '../../../domain/partners/index.ts'
import { raiseFault, type Lease } from '../../../domain/exchange/index.ts'
import { backupStation, damageParams, type Station } from '../../../station/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'

/** A backup that a browser saves. It is made whole first, so that what goes out is one that can be restored. */
export function backupHandlers({ station }: ApiContext): Handlers<'backup.download'> {
  return {
    'backup.download': async ({ requester }) => {
      const { actor } = signedIn(requester)
      const lease = await takeLease(station)
      const folder = join(station.home, 'backup-download')
      // What could not be removed now is cleared up by the next download.
      const end = (): Promise<void> =>
        clearUp(folder, lease).catch((error: unknown) => {
          station.log.note({ event: 'trouble', detail: `a backup: ${describeCause(error)}` })
        })
      try {
        const file = await makeBackup(station, folder)
        const { size } = await stat(file)
        // Noted before a byte of it is out: it holds the keys of the station.
        const note: AuditNote = {
          action: 'backup.download',
          subject: 'backup',
          detail: { bytes: size },
        }
        await noteFirst(station, actor, note)
        const chunks = createReadStream(file)
        chunks.once('close', () => {
          void end()
        })
        return { fileName: `hikyaku-${stationDay(station.clock.now())}.zip`, bytes: size, chunks }
      } catch (error) {
        await end()
        throw error
      }
    },
  }
}

async function clearUp(folder: string, lease: Lease): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true })
  } finally {
    await lease.release()
  }
}

/** One at a time: each takes as much room as the home. @throws HikyakuError console-busy */
async function takeLease({ ledger }: Station): Promise<Lease> {
  const lease = await ledger.lease('backup')
  if ('release' in lease) return lease
  throw new HikyakuError('console-busy', { detail: 'backup', detailJa: 'バックアップ' })
}

async function makeBackup(station: Station, folder: string): Promise<string> {
  // What a process that was killed left there.
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  const file = join(folder, 'home.zip')
  const { damaged } = await backupStation(station.home, file)
  const params = damageParams(damaged)
  if (params !== undefined) {
    // What is saved by a browser can say nothing: it stands among the faults.
    await raiseFault(station.ledger, station, new HikyakuError('backup-part-damaged', params), {})
  }
  return file
}
