export { decodeEbcdic } from './ebcdic.ts'
