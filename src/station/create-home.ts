import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import {
  backupHome,
  createHome,
  homePaths,
  inspectHome,
  inspectNewHome,
  openHomeLedger,
  readHomeFile,
  restoreHome,
  settingsFile,
  settingsText,
  writeOnce,
  type BackupOptions,
  type BackupReport,
} from '../adapters/store/index.ts'
import { systemClock, type Clock } from '../base/clock.ts'
import { parseSettings } from '../domain/settings/index.ts'
import { causeParams, HikyakuError } from '../errors/index.ts'
import {
  certificatesIn,
  createAuthority,
  describeChain,
  openAuthority,
  type Authority,
  readCertificateFile,
  type IssuedCertificate,
} from '../wire/tls/index.ts'

/**
 * Makes a home: folders, database, station key, a local CA, a server certificate for this
 * machine, and its settings. What is there already is kept.
 *
 * @throws HikyakuError home-not-writable, disk-full, database-failed; those of a home that lost a
 *   part of itself: no new key or database is made there
 */
export async function createStationHome(home: string, clock: Clock = systemClock): Promise<void> {
  if (!inspectNewHome(home)) await createHome(home)
  await (await openHomeLedger(home, { clock })).close()
  // A home that is in use gets back folders that it lost when the rest is found whole.
  await createHome(home)
  await createTls(home, clock)
  const settings = Buffer.from(settingsText(parseSettings({})))
  await writeOnce(settingsFile(home), settings)
}

async function createTls(home: string, clock: Clock): Promise<void> {
  const now = clock.now()
  const path = (name: string): string => join(homePaths(home).tls, name)
  await refuseOrphans(path)
  const made = await createAuthority({ commonName: 'Hikyaku local CA', now })
  // Certificate and key in one file, so that a crash cannot leave halves that do not fit.
  await writeOnce(path('ca.key'), Buffer.from(made.certificatePem + made.keyPem))
  const { authority, certificatePem } = await homeAuthority(home)
  await writeOnce(path('ca.pem'), Buffer.from(certificatePem))
  const server = await authority.issue({
    commonName: 'localhost',
    names: ['localhost', '127.0.0.1', '::1'],
    use: 'server',
    now,
  })
  await writeOnce(path('server.pem'), Buffer.from(server.chainPem + server.keyPem))
}

/**
 * The local CA of a home: certificate and key stand in one file.
 *
 * @throws HikyakuError home-damaged, home-missing, home-not-writable
 */
export async function homeAuthority(
  home: string,
): Promise<{ readonly authority: Authority; readonly certificatePem: string }> {
  const file = join(homePaths(home).tls, 'ca.key')
  const both = (await readHomeFile(home, file)).toString('utf8')
  const certificatePem = certificatesIn(both)[0]?.text ?? ''
  const keyPem = both.slice(certificatePem.length)
  try {
    return { authority: await openAuthority({ certificatePem, keyPem }), certificatePem }
  } catch (error) {
    throw new HikyakuError('home-damaged', { file, ...causeParams(error) }, { cause: error })
  }
}

/** Certificates of an authority whose key is gone would not fit those of a new one. */
async function refuseOrphans(path: (name: string) => string): Promise<void> {
  const isThere = (name: string): Promise<boolean> =>
    access(path(name)).then(
      () => true,
      () => false,
    )
  if (await isThere('ca.key')) return
  if (!(await isThere('ca.pem')) && !(await isThere('server.pem'))) return
  throw new HikyakuError('home-damaged', {
    file: path('ca.key'),
    detail: 'it is gone, and certificates of it are there',
    detailJa: 'ファイルがなく、その鍵の証明書だけが残っています',
  })
}

/**
 * The server certificate that `init` made.
 *
 * @throws HikyakuError home-damaged, home-missing, home-not-writable
 */
export async function serverCertificate(home: string): Promise<IssuedCertificate> {
  const file = join(homePaths(home).tls, 'server.pem')
  const bytes = await readHomeFile(home, file)
  try {
    return readCertificateFile(bytes, { file })
  } catch (error) {
    throw new HikyakuError('home-damaged', { file, ...causeParams(error) }, { cause: error })
  }
}

/**
 * Looks whether a home has what a start needs of it, before anything there is opened: what is
 * refused is left as it is.
 *
 * @throws HikyakuError those of inspectHome and of {@link serverCertificate}
 */
export async function inspectStart(home: string): Promise<void> {
  inspectHome(home)
  await serverCertificate(home)
}

/** Our server's and the local CA's; none in a home that lost them or holds damaged ones. */
export async function homeChains(home: string): Promise<string[]> {
  const { tls } = homePaths(home)
  const files = ['server.pem', 'ca.pem'].map((name) => readFile(join(tls, name), 'utf8'))
  const read = await Promise.allSettled(files)
  return read
    .flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    .filter((chainPem) => isChain(chainPem))
}

function isChain(chainPem: string): boolean {
  try {
    return describeChain(chainPem).length > 0
  } catch {
    return false
  }
}

/**
 * Writes a backup of a home into one new file; it may run meanwhile.
 *
 * @throws HikyakuError backup-failed; those of a home that lost a part of itself
 */
export function backupStation(
  home: string,
  file: string,
  options: BackupOptions = {},
): Promise<BackupReport> {
  return backupHome(home, file, options)
}

/** Makes a home of a backup. @throws HikyakuError backup-damaged, backup-failed, file-exists */
export function restoreStation(file: string, home: string): Promise<BackupReport> {
  return restoreHome(file, home)
}
