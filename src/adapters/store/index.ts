export { readSettings, settingsFile, settingsText, writeSettings } from './settings-file.ts'
export {
  makeFolder,
  nodeDisk,
  syncDirectory,
  type Disk,
  type NewFile,
  type OldFile,
} from './files/disk.ts'
export { createHandOverFolder } from './files/hand-over-folder.ts'
export { openPayloadFiles } from './files/payload-files.ts'
export { presenceIn } from './files/presence.ts'
export { openSqliteLedger } from './sqlite/ledger.ts'
export { createHome, homePaths, readHomeFile, readStationKey, writeOnce } from './home.ts'
export { backupHome, type BackupOptions } from './backup/backup.ts'
export type { BackupReport } from './backup/contents.ts'
export { damageParams } from './backup/damage-params.ts'
export { restoreHome } from './backup/restore.ts'
export { openHomeLedger } from './home/open.ts'
export { hostNotes, systemNetwork, type Network } from './home/hosts.ts'
export { inspectHome, inspectNewHome } from './home/inspect.ts'
