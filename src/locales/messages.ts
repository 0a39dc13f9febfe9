import type { en } from './en.ts'

/** Every text of the widget, in one language. A missing key does not compile. */
export type Messages = typeof en

type Partially<Value> = Value extends string ? Value : { [Key in keyof Value]?: Partially<Value[Key]> }

/** Some texts in place of the language's own, for the `messages` prop. */
export type MessageOverrides = Partially<Messages>

/** Fills `{name}` marks of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark))
}

/** Texts that depend on a count; the language's own plural rule chooses. */
export function plural(forms: { one: string; other: string }, count: number, locale: string): string {
  const category = new Intl.PluralRules(locale).select(count)
  return fill(category === 'one' ? forms.one : forms.other, { count: new Intl.NumberFormat(locale).format(count) })
}

/** A size in bytes as people read it, for example `1.1 MB`. Kilobytes as far as they go: photos must add up to their sum. */
export function formatBytes(bytes: number, locale: string): string {
  const [unit, amount] = bytes < 999_950 ? (['kilobyte', bytes / 1_000] as const) : (['megabyte', bytes / 1_000_000] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount)
}

/** Puts overrides over a language, key by key. */
export function withOverrides(base: Messages, overrides: MessageOverrides | undefined): Messages {
  return overrides ? (merge(base, overrides) as Messages) : base
}

type Tree = { [key: string]: string | Tree }

function merge(base: Tree, over: object): Tree {
  const merged: Tree = { ...base }
  for (const [key, value] of Object.entries(over) as [string, string | Tree | undefined][]) {
    const below = base[key]
    if (typeof value === 'string') merged[key] = value
    else if (value && typeof below === 'object') merged[key] = merge(below, value)
  }
  return merged
}
