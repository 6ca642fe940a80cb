import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { failurePage, remedyPage } from '../test/docs/failure-page.ts'

/** `npm run docs:failures`: writes the pages of failed handshakes; a test compares them. */
const docs = join(import.meta.dirname, '..', 'docs', 'tls')
writeFileSync(join(docs, 'failures.md'), failurePage('en'))
writeFileSync(join(docs, 'failures.ja.md'), failurePage('ja'))
writeFileSync(join(docs, 'remedies.md'), remedyPage('en'))
writeFileSync(join(docs, 'remedies.ja.md'), remedyPage('ja'))
