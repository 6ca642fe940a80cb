/**
 * EBCDIC in single bytes, as 全銀 and JCA files hold it. `TextDecoder` knows none of them.
 * The rows are the bytes 0x40 to 0xFE; sixteen a line. Bytes of DBCS (漢字) between shift
 * codes are not read.
 */
const cp037 = [
  ' \u00a0âäàáãåçñ¢.<(+|',
  '&éêëèíîïìß!$*);¬',
  '-/ÂÄÀÁÃÅÇÑ¦,%_>?',
  'øÉÊËÈÍÎÏÌ`:#@\'="',
  'Øabcdefghi«»ðýþ±',
  '°jklmnopqrªºæ¸Æ¤',
  'µ~stuvwxyz¡¿ÐÝÞ®',
  '^£¥·©§¶¼½¾[]¯¨´×',
  '{ABCDEFGHI\u00adôöòóõ',
  '}JKLMNOPQR¹ûüùúÿ',
  '\\÷STUVWXYZ²ÔÖÒÓÕ',
  '0123456789³ÛÜÙÚ',
].join('')

/** With ｶﾅ where cp037 has small letters and accents. */
const cp290 = [
  ' ｡｢｣､･ｦｧｨｩ£.<(+|',
  '&ｪｫｬｭｮｯ\ufffdｰ\ufffd!¥*);¬',
  '-/abcdefgh\ufffd,%_>?',
  '[ijklmnop`:#@\'="',
  ']ｱｲｳｴｵｶｷｸｹｺqｻｼｽｾ',
  'ｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉr\ufffdﾊﾋﾌ',
  '~‾ﾍﾎﾏﾐﾑﾒﾓﾔﾕsﾖﾗﾘﾙ',
  '^¢\\tuvwxyzﾚﾛﾜﾝﾞﾟ',
  '{ABCDEFGHI\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd',
  '}JKLMNOPQR\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd',
  '$\ufffdSTUVWXYZ\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd',
  '0123456789\ufffd\ufffd\ufffd\ufffd\ufffd',
].join('')

const firstByte = 0x40
const unreadable = '\uFFFD'

/** The control bytes that shape a text; CR, LF and NEL of EBCDIC. */
const controls: Readonly<Record<number, string>> = {
  0x05: '\t',
  0x0d: '\r',
  0x15: '\n',
  0x25: '\n',
}

/** Reads EBCDIC; what is no character is U+FFFD. */
export function decodeEbcdic(bytes: Uint8Array, charset: 'cp037' | 'cp290'): string {
  const table = charset === 'cp037' ? cp037 : cp290
  let text = ''
  for (const byte of bytes) text += characterOf(table, byte)
  return text
}

function characterOf(table: string, byte: number): string {
  const character = byte < firstByte ? controls[byte] : table[byte - firstByte]
  return character ?? unreadable
}

let kanaBytes: ReadonlyMap<string, number> | undefined

/** Writes EBCDIC with ｶﾅ; undefined if a character has no place in it. */
export function encodeEbcdicKana(text: string): Buffer | undefined {
  kanaBytes ??= new Map(
    Array.from(cp290, (character, at): [string, number] => [character, at + firstByte]).filter(
      ([character]) => character !== unreadable,
    ),
  )
  const bytes: number[] = []
  for (const character of text) {
    const byte = kanaBytes.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  return Buffer.from(bytes)
}
