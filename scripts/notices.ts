import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/** A package whose code runs where Hikyaku runs, with the texts of its licence. */
export interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly author?: string | { readonly name: string }
}

const modules = 'node_modules'
const texts = /^(licen[cs]e|copying|notice|ofl)\b/iu

/** The folders of the packages that files of a bundle come from, each once. */
export function foldersOf(files: Iterable<string>): string[] {
  const folders = new Set<string>()
  for (const file of files) {
    const path = file.split('?', 1)[0] ?? ''
    const within = path.lastIndexOf(`${sep}${modules}${sep}`)
    // What a bundler makes itself begins with a NUL and is of no package.
    if (within === -1 || path.startsWith('\0')) continue
    const start = within + modules.length + 2
    const [scope = '', name = ''] = path.slice(start).split(sep)
    folders.add(path.slice(0, start) + (scope.startsWith('@') ? join(scope, name) : scope))
  }
  return [...folders]
}

/** The folders of all packages that are installed with the one in `root`, by its lockfile. */
export function installedWith(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { readonly dev?: boolean; readonly optional?: boolean }>
  }
  return Object.entries(lock.packages)
    .filter(([place, { dev }]) => place !== '' && dev !== true)
    .map(([place, { optional }]) => ({ folder: join(root, place), optional }))
    .filter(({ folder, optional }) => optional !== true || existsSync(folder))
    .map(({ folder }) => folder)
}

/**
 * @throws an error if the package says no licence, or gives no text of one that has no
 * standard text: then somebody has to look.
 */
export function noticeOf(folder: string): Notice {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  const { name, version, license = '' } = manifest
  const files = readdirSync(folder).filter((file) => texts.test(file))
  const found = files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const text = found.length > 0 ? found.join('\n\n') : standardText(manifest)
  if (license === '' || text === undefined || text === '') {
    throw new Error(`${name} ${version} gives no licence text (${dirname(folder)}).`)
  }
  return { name, version, licence: license, text }
}

/** The file for the folders of what is packed into the console, and of what is installed. */
export function noticesText(packed: readonly string[], installed: readonly string[]): string {
  return [
    'Hikyaku contains, or is installed with, the packages below. Each is under a licence of its own.',
    section('In the console, as a browser gets it', packed),
    section('Installed with the program', installed),
  ].join('\n\n')
}

function section(title: string, folders: readonly string[]): string {
  const byTitle = new Map(folders.map(noticeOf).map((notice) => [titleOf(notice), notice.text]))
  const line = '='.repeat(80)
  const parts = [...byTitle]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([title, text]) => `${line}\n${title}\n\n${text}\n`)
  return [`# ${title}\n`, ...parts].join('\n')
}

function titleOf({ name, version, licence }: Notice): string {
  return `${name} ${version} (${licence})`
}

/** What the licences say that some packages only name. */
function standardText({ license, author }: Manifest): string | undefined {
  if (license === 'Unlicense') return unlicense
  const holder = typeof author === 'string' ? author : author?.name
  if (holder === undefined) return undefined
  const copyright = `Copyright (c) ${holder}`
  if (license === 'MIT') return `${copyright}\n\n${mit}`
  if (license === 'ISC') return `${copyright}\n\n${isc}`
  return undefined
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this
software and associated documentation files (the "Software"), to deal in the Software
without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons
to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or
substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR
PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE
FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER
DEALINGS IN THE SOFTWARE.`

const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or
without fee is hereby granted, provided that the above copyright notice and this permission
notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL
THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY
DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF
CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE
OR PERFORMANCE OF THIS SOFTWARE.`

const unlicense = `This is free and unencumbered software released into the public domain.

Anyone is free to copy, modify, publish, use, compile, sell, or distribute this software,
either in source code form or as a compiled binary, for any purpose, commercial or
non-commercial, and by any means.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED,
INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR
PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF
OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

For more information, see https://unlicense.org.`
