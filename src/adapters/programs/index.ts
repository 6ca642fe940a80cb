export { BoundedOutput } from './bounded-output.ts'
export { createProgramLauncher } from './launch.ts'
