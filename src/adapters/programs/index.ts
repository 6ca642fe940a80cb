export { createProgramLauncher } from './launch.ts'
