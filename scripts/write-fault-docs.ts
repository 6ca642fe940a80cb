import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { faultPage } from '../src/errors/fault-page.ts'

/** `npm run docs:faults`: writes the fault pages; a test compares them. */
const docs = join(import.meta.dirname, '..', 'docs')
writeFileSync(join(docs, 'faults.md'), faultPage('en'))
writeFileSync(join(docs, 'faults.ja.md'), faultPage('ja'))
