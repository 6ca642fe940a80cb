import type { PickedFile } from '../../../src/domain/flows/index.ts'
import type { Tables } from '../../../src/domain/exchange/index.ts'
import type { Station } from '../../../src/station/index.ts'

/** Long enough that some of those who are killed are killed then. */
const lateMilliseconds = 1000

/** The mistake: that a file was taken is noted after its document, in a commit of its own. */
export function notingFilesLate(station: Station): Station {
  const { ledger } = station
  const commit: typeof ledger.commit = async (work) => {
    const late: PickedFile[] = []
    const result = await ledger.commit((tables: Tables) => {
      const add = (file: PickedFile): Promise<void> => {
        late.push(file)
        return Promise.resolve()
      }
      return work({ ...tables, pickedFiles: { ...tables.pickedFiles, add } })
    })
    if (late.length > 0) await new Promise((resolve) => setTimeout(resolve, lateMilliseconds))
    for (const file of late) await ledger.pickedFiles.add(file)
    return result
  }
  return { ...station, ledger: { ...ledger, commit } }
}
