export { createMailRoom } from './smtp.ts'
