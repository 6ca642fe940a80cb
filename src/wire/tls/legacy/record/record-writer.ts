import { versionCodes, type LegacyVersion } from '../versions.ts'
import { contentTypes, type ContentType } from './content.ts'
import { headBytes, longestPlain } from '../../wire/record-size.ts'
import { unprotected, type Protect } from './protection.ts'

/** Frames and protects what is sent. */
export class RecordWriter {
  #protect: Protect = unprotected
  #splits = false
  version: LegacyVersion

  constructor(version: LegacyVersion) {
    this.version = version
  }

  /** From the next record on. `splits` for CBC suites. */
  switchTo(protect: Protect, splits: boolean): void {
    this.#protect = protect
    this.#splits = splits
  }

  /** The records for some content. */
  frame(type: ContentType, content: Buffer): Buffer {
    const records: Buffer[] = []
    // The IV of the next record is known to who listens; one byte with its MAC before
    // the rest makes it unforeseeable (1/n-1, against BEAST).
    const split = this.#splits && type === 'application-data' && content.length > 1
    let at = 0
    do {
      const end = split && at === 0 ? 1 : Math.min(content.length, at + longestPlain)
      records.push(...this.#record(type, content.subarray(at, end)))
      at = end
    } while (at < content.length)
    return Buffer.concat(records)
  }

  #record(type: ContentType, content: Buffer): [Buffer, Buffer] {
    const fragment = this.#protect(contentTypes[type], content)
    const header = Buffer.allocUnsafe(headBytes)
    header.writeUInt8(contentTypes[type], 0)
    header.writeUInt16BE(versionCodes[this.version], 1)
    header.writeUInt16BE(fragment.length, 3)
    return [header, fragment]
  }
}
