import type { ErrorCode } from 'yaml'

interface Words {
  readonly en: string
  readonly ja: string
}

const indent: Words = {
  en: 'the indentation does not fit what stands above it, or a bracket is not closed',
  ja: '字下げが上の行と合わないか、閉じる括弧が足りません',
}
const key: Words = {
  en: 'a key and its value are written “key: value”, in one line each',
  ja: '「キー: 値」の形で 1 行ずつ書きます',
}
const quotes: Words = {
  en: 'it cannot stand here; put a text with such characters in quotes',
  ja: 'ここには書けません。記号を含む文字列は引用符で囲みます',
}
const marks: Words = {
  en: 'anchors, tags and aliases stand once, before what they mark',
  ja: 'アンカー・タグ・エイリアスの書き方が正しくありません',
}

/** What is wrong with a text of YAML, by the code of the library; its sentences are for programmers. */
const words: Readonly<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: marks,
  BAD_ALIAS: marks,
  BAD_COLLECTION_TYPE: marks,
  BAD_PROP_ORDER: marks,
  MULTIPLE_ANCHORS: marks,
  MULTIPLE_TAGS: marks,
  TAG_RESOLVE_FAILED: {
    en: 'tags such as !name are not known here; leave it out',
    ja: '!name のようなタグは使えません。取り除いてください',
  },
  BAD_DIRECTIVE: { en: 'a line that begins with % is not known', ja: '% で始まる行は使えません' },
  BAD_DQ_ESCAPE: {
    en: 'a single \\ in double quotes; write a path in single quotes, or with \\\\ or /',
    ja: '二重引用符の中に \\ が 1 つだけあります。パスは単一引用符で囲むか、\\\\ または / と書きます',
  },
  BAD_INDENT: indent,
  TAB_AS_INDENT: {
    en: 'a tab cannot indent; use blanks',
    ja: '字下げは空白だけで行います（タブは不可）',
  },
  BAD_SCALAR_START: quotes,
  UNEXPECTED_TOKEN: quotes,
  IMPOSSIBLE: quotes,
  BLOCK_AS_IMPLICIT_KEY: key,
  BLOCK_IN_FLOW: key,
  KEY_OVER_1024_CHARS: key,
  MULTILINE_IMPLICIT_KEY: key,
  NON_STRING_KEY: key,
  MISSING_CHAR: {
    en: 'something is missing before here: a closing quote or bracket, a comma or a blank after a colon',
    ja: 'この手前に足りないものがあります（閉じる引用符・括弧、コンマ、コロンの後の空白）',
  },
  DUPLICATE_KEY: { en: 'this key stands here twice', ja: '同じキーが 2 回あります' },
  MULTIPLE_DOCS: {
    en: 'a second document begins (---); a file holds one',
    ja: '2 つ目の文書（---）があります。ファイルには 1 つだけ書きます',
  },
  RESOURCE_EXHAUSTION: { en: 'it is nested far too deeply', ja: '入れ子が深すぎます' },
}

/** Of aliases that can only be followed once all is read. */
export const aliasWords = {
  unresolved: {
    en: 'no anchor of that name stands above',
    ja: 'この名前のアンカーが上にありません',
  },
  tooMany: { en: 'far too many aliases of aliases', ja: 'エイリアスが多すぎます' },
} as const

export function wordsOfYaml(code: ErrorCode): Words {
  return words[code]
}
