import { configureGlobal } from 'fast-check'

/**
 * The same inputs on every run, so that a change is judged by what it changed. Other inputs:
 * `HIKYAKU_SEED=$RANDOM npm test`; the parsers' own search is `npm run fuzz`.
 */
const seed = Number(process.env['HIKYAKU_SEED'] ?? 20101137)

configureGlobal({ seed })
