// Characters that turn the direction of what follows, or hide, are used to make a text read otherwise than it is. They
// are shown by name where a report's text is shown, and left out of names and titles.

const NAMES: Record<string, string> = {
  '\u202a': 'LRE', '\u202b': 'RLE', '\u202c': 'PDF', '\u202d': 'LRO', '\u202e': 'RLO',
  '\u2066': 'LRI', '\u2067': 'RLI', '\u2068': 'FSI', '\u2069': 'PDI',
  '\u200b': 'ZWSP', '\u2060': 'WJ', '\ufeff': 'BOM', '\u00ad': 'SHY', '\u0000': 'NUL',
}
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]/
const EVERY = new RegExp(CONTROLS.source, 'g')

export interface Piece {
  text: string
  /** The short name of a control character that stands here alone. */
  control: string | null
}

/** A text in pieces: runs without controls, and each control by itself. */
export function pieces(text: string): Piece[] {
  if (!CONTROLS.test(text)) return [{ text, control: null }]
  const found: Piece[] = []
  let from = 0
  for (const match of text.matchAll(EVERY)) {
    if (match.index > from) found.push({ text: text.slice(from, match.index), control: null })
    const code = match[0].codePointAt(0) ?? 0
    found.push({ text: match[0], control: NAMES[match[0]] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` })
    from = match.index + 1
  }
  if (from < text.length) found.push({ text: text.slice(from), control: null })
  return found
}

/** A name or title as it may stand among others. */
export function plain(text: string): string {
  return CONTROLS.test(text) ? text.replace(EVERY, '') : text
}
