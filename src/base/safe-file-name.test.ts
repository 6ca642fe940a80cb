import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeFileName } from './safe-file-name.ts'

const reserved = [
  ...['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$', 'CLOCK$'],
  ...Array.from({ length: 10 }, (_, at) => [`COM${at}`, `LPT${at}`]).flat(),
  ...['COM¹', 'COM²', 'COM³', 'LPT¹', 'LPT²', 'LPT³'],
]

/** Windows looks at what stands before the first dot, without the blanks at its end. */
function isReserved(name: string): boolean {
  const [stem = ''] = name.split('.')
  return reserved.includes(stem.trimEnd().toUpperCase())
}

/** Text that is likely to go wrong, and text of every other kind. */
const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300 }) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.oneof(
          fc.constantFrom(...reserved, ...reserved.map((name) => name.toLowerCase())),
          fc.constantFrom(
            '.',
            '..',
            '/',
            '\\',
            ' ',
            '\u3000',
            ':',
            '\0',
            '\r\n',
            '\u202e',
            '\ud800',
          ),
          fc.constantFrom('.xml', '.tar.gz', '.e\u0301', 'e\u0301', '\u0301', '\u061c', '㍿', '👨‍👩‍👧'),
          fc.string({ unit: 'binary', maxLength: 10 }),
          fc.integer({ min: 1, max: 160 }).map((length) => 'x'.repeat(length)),
          fc.integer({ min: 1, max: 80 }).map((length) => '注'.repeat(length)),
        ),
        { maxLength: 8 },
      )
      .map((parts) => parts.join('')),
  },
)

describe('a name made of any text', () => {
  const always = (holds: (name: string, text: string) => void): void => {
    fc.assert(
      fc.property(hostile, (text) => {
        holds(safeFileName(text), text)
      }),
      { numRuns: 3000 },
    )
  }

  test('is never empty, nor a folder', () => {
    always((name) => {
      expect(['', '.', '..']).not.toContain(name)
    })
  })

  test('leads nowhere else, on POSIX and on Windows', () => {
    always((name) => {
      expect(name).not.toMatch(/[/\\:]/)
      expect(posix.basename(name)).toBe(name)
      expect(win32.basename(name)).toBe(name)
      expect(posix.normalize(`/a/${name}`)).toBe(`/a/${name}`)
      expect(win32.normalize(`C:\\a\\${name}`)).toBe(`C:\\a\\${name}`)
    })
  })

  test('has no control, format, direction or half characters', () => {
    always((name) => {
      expect(name).not.toMatch(/[\u0000-\u001f\u007f-\u009f<>"|?*]/)
      expect(name).not.toMatch(/[\p{Bidi_Control}\u200b\ufeff\u2028\u2029]/u)
      expect(name.isWellFormed()).toBe(true)
    })
  })

  test('is no name that Windows keeps for itself', () => {
    always((name) => {
      expect(isReserved(name)).toBe(false)
    })
  })

  test('ends and begins with no blank or dot', () => {
    always((name) => {
      expect(name).not.toMatch(/^[\s.]|[\s.]$/u)
    })
  })

  test('leaves room for a number within 255 bytes', () => {
    always((name) => {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(150)
    })
  })

  test('stays as it is when it is made safe again', () => {
    always((name) => {
      expect(safeFileName(name)).toBe(name)
    })
  })

  test('is one that this file system takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hikyaku-names-'))
    fc.assert(
      fc.property(hostile, (text) => {
        const name = safeFileName(text)
        writeFileSync(join(folder, name), 'x')
        const names = readdirSync(folder)
        rmSync(join(folder, name))
        expect(names.map((one) => one.normalize('NFC'))).toEqual([name])
      }),
      { numRuns: 300 },
    )
    rmSync(folder, { recursive: true })
  })
})

describe('a name', () => {
  test.each([
    ['Order_D-260401-0123456789AB.xml', 'Order_D-260401-0123456789AB.xml'],
    ['発注データ（４月分）.xml', '発注データ（４月分）.xml'],
    ['Shipment Notification.xml', 'Shipment Notification.xml'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
    ['con', '_con'],
    ['Con .txt', '_Con .txt'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['console.log', 'console.log'],
    ['clock$', '_clock$'],
    ['name. . .', 'name'],
    ['', '_'],
    [' . ', '_'],
    ['か\u3099.xml', 'が.xml'],
    ['gpj.\u202eexe', 'gpj._exe'],
  ])('%j becomes %j', (text, name) => {
    expect(safeFileName(text)).toBe(name)
  })

  test('keeps its ending when it is too long, and breaks no character', () => {
    expect(safeFileName(`${'x'.repeat(300)}.xml`)).toMatch(/^x+\.xml$/)
    expect(safeFileName(`${'注'.repeat(300)}.xml`)).toMatch(/^注+\.xml$/)
    expect(safeFileName('𠮷'.repeat(300))).toMatch(/^𠮷+$/u)
    expect(safeFileName(`con.${'x'.repeat(300)}`)).toMatch(/^_con\.x+$/)
  })
})
