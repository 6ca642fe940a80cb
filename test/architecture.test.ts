import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { stepNames } from '../src/domain/exchange/index.ts'
import { codeWords, tableOf } from './docs/markdown.ts'
import { repository, textsBelow } from './docs/repository.ts'
import {
  allFiles,
  builtinsOutsideOf,
  circlesIn,
  floorOf,
  importsOutsideOf,
  importsOf,
  packagesOutsideOf,
  sourceFiles,
  starExportsIn,
  unreachableFrom,
  type House,
  type ImportGraph,
} from './docs/source-graph.ts'
import { unusedExports } from './docs/unused-exports.ts'

const page = readFileSync(join(repository, 'ARCHITECTURE.md'), 'utf8')
const floorRows = tableOf(page, 'floor')
const roomRows = tableOf(page, 'room')
const house: House = {
  floors: floorRows.map(([floor = '']) => code(floor)),
  rooms: new Map(roomRows.map(([room = '', , may = '']) => [code(room), codeWords(may)])),
}
const mayName = new Map(
  [
    ...floorRows.map(([floor = '', , node = '']) => [floor, node] as const),
    ...roomRows.map(([room = '', , , node = '']) => [room, node] as const),
  ].map(([place, node]) => [code(place), node === 'any' ? ('any' as const) : codeWords(node)]),
)
const packages = new Map(
  tableOf(page, 'package').map(([name = '', only = '']) => [code(name), codeWords(only)]),
)
const { dependencies, optionalDependencies, exports, scripts } = JSON.parse(
  readFileSync(join(repository, 'package.json'), 'utf8'),
) as {
  dependencies: Record<string, string>
  optionalDependencies: Record<string, string>
  exports: Record<string, { default: string }>
  scripts: Record<string, string>
}

const atRunTime = Object.keys({ ...dependencies, ...optionalDependencies })

const sources = sourceFiles()
const graph = graphOf(sources)
const everything = allFiles()
const wholeGraph = graphOf(everything)

function graphOf(texts: ReadonlyMap<string, string>): ImportGraph {
  return new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]))
}

function code(cell: string): string {
  return codeWords(cell)[0] ?? cell
}

/** A made-up source tree, to show that a check can fail. */
function made(files: Record<string, string>): ImportGraph {
  return graphOf(new Map(Object.entries(files)))
}

describe('the tables of ARCHITECTURE.md', () => {
  test('name every floor of src, and no other', () => {
    const floors = new Set([...sources.keys()].map(floorOf))
    expect(house.floors.toSorted()).toEqual([...floors].toSorted())
  })

  test('name every room of the floors that have rooms, and no other', () => {
    const withRooms = new Set([...house.rooms.keys()].map(floorOf))
    const rooms = [...sources.keys()]
      .filter((file) => withRooms.has(floorOf(file)))
      .map((file) => file.split('/').slice(0, 3).join('/'))
    expect([...house.rooms.keys()].toSorted()).toEqual([...new Set(rooms)].toSorted())
  })

  test('name folders and files that exist', () => {
    const named = [...house.rooms.values(), ...packages.values()].flat()
    const missing = named.filter(
      (place) => ![...sources.keys()].some((file) => file.startsWith(place)),
    )
    expect(missing).toEqual([])
  })

  test('name every run-time dependency, and no other', () => {
    expect([...packages.keys()].toSorted()).toEqual(atRunTime.toSorted())
  })

  test('tell every step of a document, in its order', () => {
    const told = tableOf(page, 'step').map(([step = '']) => code(step))
    expect(told).toEqual([...stepNames])
  })
})

describe('the journeys of ARCHITECTURE.md', () => {
  const [, told = ''] = /## Three journeys\n([^]*?)\n## /u.exec(page) ?? []
  const journeys = told.split('\n').filter((line) => line.startsWith('**'))
  const places = [...everything.keys()].map((file) => `/${file.replace(/\.tsx?$/u, '')}/`)

  test('are three, of at most 12 hops each', () => {
    expect(journeys).toHaveLength(3)
    for (const journey of journeys) expect(hopsOf(journey).length).toBeLessThanOrEqual(12)
  })

  test('lead by files and folders that stand', () => {
    const missing = journeys
      .flatMap(hopsOf)
      .filter((hop) => !places.some((place) => place.includes(`/${hop}/`)))
    expect(missing).toEqual([])
  })

  /** The places on the way: neither a command nor an answer. */
  function hopsOf(journey: string): string[] {
    return codeWords(journey).filter((word) => /^[a-z][\w/-]+$/u.test(word) && word !== 'true')
  }
})

describe('a file of src', () => {
  test('imports only from lower floors, and on its own from rooms that are open to it', () => {
    expect(importsOutsideOf(graph, house)).toEqual([])
  })

  test('is caught importing upwards, by any form of import', () => {
    const forms = [
      "import { serveJx } from '../../adapters/channels/jx/index.ts'",
      "import type { Station } from '../../station/index.ts'",
      "export { keep } from '../../domain/exchange/index.ts'",
      "const late = await import('../../entry/cli/main.ts')",
      "export type Late = import('../../practice/index.ts').Practice",
      "import '../http/index.ts'",
      "import '../../nowhere/a.ts'",
    ]
    for (const form of forms) {
      expect(importsOutsideOf(made({ 'src/wire/jx/a.ts': form }), house), form).toHaveLength(1)
    }
    const fine = made({
      'src/wire/jx/a.ts': "import '../../errors/index.ts'\nimport '../xml/b.ts'\nimport './c.ts'",
    })
    expect(importsOutsideOf(fine, house)).toEqual([])
  })

  test('names only the modules of Node.js that its room may name', () => {
    expect(builtinsOutsideOf(graph, mayName)).toEqual([])
  })

  test('is caught doing I/O in a pure folder', () => {
    for (const name of ['fs', 'fs/promises', 'net', 'http', 'child_process', 'timers/promises']) {
      const one = made({ 'src/domain/exchange/a.ts': `import * as io from 'node:${name}'` })
      expect(builtinsOutsideOf(one, mayName), name).toEqual([
        `src/domain/exchange/a.ts → node:${name}`,
      ])
    }
    const bare = made({ 'src/wire/jx/a.ts': "import { readFileSync } from 'fs'" })
    expect(builtinsOutsideOf(bare, mayName)).toEqual(['src/wire/jx/a.ts → node:fs'])
    const fine = made({ 'src/domain/exchange/a.ts': "import { createHash } from 'node:crypto'" })
    expect(builtinsOutsideOf(fine, mayName)).toEqual([])
  })

  test('names only the packages that are wrapped where it lies', () => {
    expect(packagesOutsideOf(graph, packages)).toEqual([])
  })

  test('is caught naming a package elsewhere, or one that is not a dependency', () => {
    const strange = made({
      'src/domain/exchange/a.ts': "import { request } from 'undici'",
      'src/adapters/store/a.ts': "import { z } from 'zod'\nimport Sqlite from 'better-sqlite3'",
      'src/entry/api/schemas/a.ts': "import { z } from 'zod/v4'",
      'src/entry/cli/a.ts': "import lodash from 'lodash/fp'",
    })
    expect(packagesOutsideOf(strange, packages)).toEqual([
      'src/domain/exchange/a.ts → undici',
      'src/adapters/store/a.ts → zod',
      'src/entry/cli/a.ts → lodash',
    ])
  })

  test('reads the frame of PEM in one place', () => {
    const readers = [...sources].filter(([, text]) =>
      /BEGIN (?:X509 )?CERTIFICATE-----[^\w]/u.test(text),
    )
    expect(readers.map(([file]) => file)).toEqual([])
    expect(sources.get('src/wire/tls/pem.ts')).toContain('-----BEGIN (')
  })

  test('stands in no circle of imports', () => {
    expect(circlesIn(graph)).toEqual([])
  })

  test('stands in no circle with tests, the console, benches or scripts either', () => {
    expect(circlesIn(wholeGraph)).toEqual([])
  })

  test('is caught in a circle, also one of types alone', () => {
    const round = made({
      'src/wire/jx/a.ts': "import { b } from './b.ts'",
      'src/wire/jx/b.ts': "import type { C } from './c.ts'",
      'src/wire/jx/c.ts': "export { a } from './a.ts'",
      'src/wire/jx/d.ts': "import './a.ts'",
    })
    expect(circlesIn(round)).toEqual(['src/wire/jx/a.ts src/wire/jx/b.ts src/wire/jx/c.ts'])
    expect(circlesIn(made({ 'src/wire/jx/a.ts': "import './a.ts'" }))).toEqual(['src/wire/jx/a.ts'])
  })

  test('exports by name, never everything of another file', () => {
    expect(starExportsIn(sources)).toEqual([])
  })

  test('is caught exporting everything, under a name or not', () => {
    const stars = new Map([
      ['src/wire/jx/a.ts', "export * from './b.ts'"],
      ['src/wire/jx/b.ts', "export * as all from './c.ts'"],
      ['src/wire/jx/c.ts', "export type * from './d.ts'"],
      ['src/wire/jx/d.ts', "// export * from './e.ts'\nexport { x } from './e.ts'"],
    ])
    expect(starExportsIn(stars)).toEqual([
      'src/wire/jx/a.ts',
      'src/wire/jx/b.ts',
      'src/wire/jx/c.ts',
    ])
  })

  test('is reached from an entry point', () => {
    expect(unreachableFrom(entryPoints(), graph)).toEqual([])
  })

  test('is caught when nothing reaches it', () => {
    const dead = made({
      'src/wire/jx/index.ts': "export { a } from './a.ts'",
      'src/wire/jx/a.ts': '',
      'src/wire/jx/forgotten.ts': "import './a.ts'",
    })
    expect(unreachableFrom(['src/wire/jx/index.ts'], dead)).toEqual(['src/wire/jx/forgotten.ts'])
  })
})

describe('what a file exports', () => {
  test('is used by another, tests included', () => {
    // The runner itself takes the folder of a run.
    const entries = [...entryPoints(), 'test/support/run-folder.ts']
    expect(unusedExports(everything, entries)).toEqual([])
  })

  test('is found unused: values, what an index passes on, types that nobody names', () => {
    const files = {
      'src/a/index.ts':
        "export { one, two, type Two } from './b.ts'\nexport { late } from './d.ts'",
      'src/a/b.ts': [
        'export const one = two()',
        'export function two(): Two { return 2 }',
        'export type Two = number',
        'export interface Three {}',
      ].join('\n'),
      'src/a/c.ts': "import { one as first } from './index.ts'\nexport const three = first",
      'src/a/d.ts': 'export const late = 1\nexport const later = 2',
      'src/main.ts': "const { late } = await import('./a/index.ts')",
    }
    expect(unusedExports(new Map(Object.entries(files)), ['src/main.ts'])).toEqual([
      'src/a/index.ts two',
      'src/a/index.ts Two',
      'src/a/b.ts two',
      'src/a/b.ts Three',
      'src/a/c.ts three',
      'src/a/d.ts later',
    ])
  })
})

describe('the console', () => {
  test('knows of the program only the contract of its API, and tables that stand once', () => {
    const known = [...wholeGraph]
      .filter(([file]) => file.startsWith('web/'))
      .flatMap(([, targets]) => targets.filter((target) => target.startsWith('src/')))
    expect([...new Set(known)].toSorted()).toEqual([
      'src/domain/exchange/document-states.ts',
      'src/domain/partners/apart-settings.ts',
      'src/domain/webhooks/shapes.ts',
      'src/entry/api/contract.ts',
      'src/wire/tls/policy/weakenings.ts',
      'src/wire/tls/versions.ts',
    ])
  })
})

describe('a run-time dependency', () => {
  const records = [...textsBelow('docs/adr', '.md').values()]

  test('is named in a decision record', () => {
    expect(unrecorded(atRunTime, records)).toEqual([])
  })

  test('is caught without one', () => {
    expect(unrecorded(['saxes', 'left-pad'], ['We read XML with `saxes`.'])).toEqual(['left-pad'])
  })
})

/** By its whole name in backticks: "node" alone is in every text. */
function unrecorded(names: readonly string[], records: readonly string[]): string[] {
  return names.filter((name) => !records.some((text) => text.includes(`\`${name}\``)))
}

/** The command line, what the package exports, and what its scripts import. */
function entryPoints(): string[] {
  const exported = Object.values(exports).map((entry) =>
    entry.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'),
  )
  const run = Object.values(scripts).flatMap((line) => line.match(/\b(?:scripts)\/\S+\.ts/g) ?? [])
  const ofScripts = run.flatMap((file) =>
    importsOf(file, readFileSync(join(repository, file), 'utf8')),
  )
  return ['src/entry/cli/main.ts', ...exported, ...ofScripts]
}
