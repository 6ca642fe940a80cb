import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { advisoryPage } from '../test/docs/advisory-page.ts'

/** `npm run docs:advisories`: writes the pages of known problems; a test compares them. */
const docs = join(import.meta.dirname, '..', 'docs', 'tls')
writeFileSync(join(docs, 'advisories.md'), advisoryPage('en'))
writeFileSync(join(docs, 'advisories.ja.md'), advisoryPage('ja'))
