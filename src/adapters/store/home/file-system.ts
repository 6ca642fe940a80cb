import { statfsSync } from 'node:fs'

/** Of Linux's `statfs`, the kinds that several hosts may have mounted at once. */
const networkKinds: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
  [0x01021997, '9P'],
  [0x00c36400, 'Ceph'],
  [0x0bd00bd0, 'Lustre'],
  [0x47504653, 'GPFS'],
  [0x01161970, 'GFS2'],
  [0x7461636f, 'OCFS2'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x19830326, 'FhGFS'],
  [0x786f4256, 'a shared folder of VirtualBox'],
])

/** Asks the system which kind of file system a folder lies on; other ways are for tests. */
export type AskKind = (folder: string) => number

const systemKind: AskKind = (folder) => statfsSync(folder).type

/**
 * The name of a file system of a network on which a folder lies; nothing where it lies on one of
 * this host, and where that cannot be known: on other systems than Linux the numbers mean others.
 */
export function networkFileSystem(
  folder: string,
  ask: AskKind = systemKind,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform !== 'linux') return undefined
  try {
    // Some systems give a number with a sign.
    return networkKinds.get(ask(folder) >>> 0)
  } catch {
    return undefined
  }
}
