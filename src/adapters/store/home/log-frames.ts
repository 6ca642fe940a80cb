import { closeSync, openSync, readSync } from 'node:fs'
import { endianness } from 'node:os'

const headerBytes = 32
const frameHeaderBytes = 24
const indexHeaderBytes = 48
const isLittleEndian = endianness() === 'LE'

/**
 * Whether a log holds less than was committed to it: it was cut, damaged, or is an older one.
 *
 * SQLite takes what it finds of a log up to the first frame that does not fit, and says
 * nothing. But the index beside it (`-shm`) says how many frames were committed, and it is
 * written only after the fsync of the last of them; so a log with fewer lost some. An index
 * that is gone, half written or of a log before this one says nothing.
 */
export function lostFrames(database: string): boolean {
  const path = `${database}-shm`
  const index = indexOf(path)
  if (index === undefined || index.frames <= index.inDatabase) return false
  const log = openToRead(`${database}-wal`)
  if (log === undefined) return false
  try {
    if (holds(log, index)) return false
  } finally {
    closeSync(log)
  }
  // A process at work that begins the log anew, or ends it, says so in the index first.
  const after = indexOf(path)
  return after !== undefined && after.head.equals(index.head)
}

function holds(log: number, index: LogIndex): boolean {
  const head = readHead(log)
  if (head === undefined) return false
  const order = head.salt.compare(index.salt)
  // The log was begun anew and the index is older: so a power cut may leave them.
  if (order > 0) return true
  return order === 0 && hasFrames(log, head, index.frames)
}

interface LogIndex {
  readonly head: Buffer
  /** Frames that were committed. */
  readonly frames: number
  /** Of them, those that are in the database as well. */
  readonly inDatabase: number
  readonly salt: Buffer
}

/** What the index says, if it is whole: it stands there twice, the second written first. */
function indexOf(path: string): LogIndex | undefined {
  const bytes = readStart(path)
  if (bytes === undefined) return undefined
  const head = bytes.subarray(0, indexHeaderBytes)
  if (!head.equals(bytes.subarray(indexHeaderBytes, 2 * indexHeaderBytes))) return undefined
  const [one, two] = sum(head.subarray(0, 40), [0, 0], isLittleEndian)
  const isInitialized = head[12] === 1
  if (!isInitialized || numberAt(head, 40) !== one || numberAt(head, 44) !== two) return undefined
  const inDatabase = numberAt(bytes, 2 * indexHeaderBytes)
  return { head, frames: numberAt(head, 16), inDatabase, salt: head.subarray(32, 40) }
}

/** Both headers, and how much of the log is in the database; the rest is hash tables. */
function readStart(path: string): Buffer | undefined {
  const index = openToRead(path)
  if (index === undefined) return undefined
  try {
    const bytes = Buffer.alloc(2 * indexHeaderBytes + 4)
    return readSync(index, bytes, 0, bytes.byteLength, 0) < bytes.byteLength ? undefined : bytes
  } catch {
    // A folder in its place.
    return undefined
  } finally {
    closeSync(index)
  }
}

/** The index is in the order of the machine. */
function numberAt(bytes: Buffer, at: number): number {
  return isLittleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
}

/** What cannot be opened is for SQLite to speak of. */
function openToRead(path: string): number | undefined {
  try {
    return openSync(path, 'r')
  } catch {
    return undefined
  }
}

interface LogHead {
  readonly pageBytes: number
  readonly salt: Buffer
  readonly checksum: Checksum
  readonly isLittle: boolean
}

type Checksum = readonly [number, number]

function readHead(log: number): LogHead | undefined {
  const head = Buffer.alloc(headerBytes)
  if (readSync(log, head, 0, headerBytes, 0) < headerBytes) return undefined
  const isLittle = (head.readUInt32BE(0) & 1) === 0
  const checksum = sum(head.subarray(0, 24), [0, 0], isLittle)
  if (head.readUInt32BE(24) !== checksum[0] || head.readUInt32BE(28) !== checksum[1]) {
    return undefined
  }
  return { pageBytes: head.readUInt32BE(8), salt: head.subarray(16, 24), checksum, isLittle }
}

/** Whether so many frames stand at the beginning of a log, each with the sum of all before it. */
function hasFrames(log: number, head: LogHead, count: number): boolean {
  const frame = Buffer.alloc(frameHeaderBytes + head.pageBytes)
  let { checksum } = head
  for (let done = 0; done < count; done += 1) {
    const at = headerBytes + done * frame.byteLength
    if (readSync(log, frame, 0, frame.byteLength, at) < frame.byteLength) return false
    if (!frame.subarray(8, 16).equals(head.salt)) return false
    checksum = sum(frame.subarray(0, 8), checksum, head.isLittle)
    checksum = sum(frame.subarray(frameHeaderBytes), checksum, head.isLittle)
    if (frame.readUInt32BE(16) !== checksum[0] || frame.readUInt32BE(20) !== checksum[1]) {
      return false
    }
  }
  return true
}

/** The sum that SQLite keeps in its logs. */
function sum(bytes: Buffer, [before1, before2]: Checksum, isLittle: boolean): Checksum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [one, two] = [before1, before2]
  for (let at = 0; at < bytes.byteLength; at += 8) {
    one = (one + view.getUint32(at, isLittle) + two) >>> 0
    two = (two + view.getUint32(at + 4, isLittle) + one) >>> 0
  }
  return [one, two]
}
