export { createDropFolder } from './drop-folder.ts'
