export { openLogFolder, type LogFolder, type LogFolderOptions } from './log-folder.ts'
