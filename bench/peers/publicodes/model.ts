/** A Publicodes document as a library reads it: rules by their full names, what replaces and what disables them. */
import { parse } from 'yaml'
import type { Given, Row } from '../rows.ts'
import { NotExpressible } from '../terms.ts'

export type Body = unknown
export type Fields = Readonly<Record<string, Body>>
export const isFields = (body: Body): body is Fields =>
  typeof body === 'object' && body !== null && !Array.isArray(body)

/** A rule that stands in for another, where it applies and is not no. */
export type Replacement = {
  readonly by: string
  readonly target: string
  readonly priority: number
  /** Rules in which the reference must, or must not, stand; null: anywhere. */
  readonly inside: readonly string[] | null
  readonly notInside: readonly string[]
}
export type Model = {
  readonly rules: ReadonlyMap<string, Body>
  readonly given: Readonly<Record<string, Given>>
  readonly replacements: readonly Replacement[]
  /** By rule, those that make it not applicable. */
  readonly disabledBy: ReadonlyMap<string, readonly string[]>
}

const joined = (...names: readonly string[]): string => names.filter((name) => name !== '').join(' . ')
const tidy = (name: string): string =>
  name
    .split('.')
    .map((part) => part.trim())
    .join(' . ')
export const parentOf = (name: string): string | null => {
  const at = name.lastIndexOf(' . ')
  return at < 0 ? null : name.slice(0, at)
}

/** The rule that a name means in a rule: nearest first, from its own namespace outward. */
export function resolve(rules: ReadonlyMap<string, Body>, name: string, within: string): string | null {
  const wanted = tidy(name)
  for (let space: string | null = within; space !== null; space = parentOf(space)) {
    const full = joined(space, wanted)
    if (rules.has(full) && full !== within) return full
  }
  return rules.has(wanted) ? wanted : null
}

const listOf = (body: Body): readonly Body[] =>
  Array.isArray(body) ? body : body === undefined || body === null ? [] : [body]

/** Definitions that stand inside a rule are rules under its name. */
function gather(rules: Map<string, Body>, name: string, body: Body): void {
  if (Array.isArray(body)) for (const one of body) gather(rules, name, one)
  if (!isFields(body)) return
  for (const [key, inner] of Object.entries(body)) {
    if (key === 'avec' && isFields(inner))
      for (const [own, value] of Object.entries(inner)) {
        const full = joined(name, tidy(own))
        rules.set(full, value)
        gather(rules, full, value)
      }
    else gather(rules, name, inner)
  }
}

function replacementsOf(rules: ReadonlyMap<string, Body>): readonly Replacement[] {
  return [...rules].flatMap(([by, body]) =>
    (isFields(body) ? listOf(body['remplace']) : []).map((one): Replacement => {
      const fields = isFields(one) ? one : { 'références à': one }
      const names = (key: string): readonly string[] =>
        listOf(fields[key]).map((name) => resolve(rules, String(name), by) ?? '')
      const [target] = names('références à')
      if (target === undefined || target === '') throw new NotExpressible('a rule that replaces one that is not there')
      return {
        by,
        target,
        priority: Number(fields['priorité'] ?? 0),
        inside: fields['dans'] === undefined ? null : names('dans'),
        notInside: names('sauf dans'),
      }
    }),
  )
}

function disablingOf(rules: ReadonlyMap<string, Body>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const [by, body] of rules)
    for (const one of isFields(body) ? listOf(body['rend non applicable']) : []) {
      if (isFields(one)) throw new NotExpressible('a rule that is disabled for some of those that ask it')
      const target = resolve(rules, String(one), by)
      if (target !== null) found.set(target, [...(found.get(target) ?? []), by])
    }
  return found
}

export function modelOf(row: Row): Model {
  const document: unknown = parse(row.expression ?? '', { uniqueKeys: false })
  if (!isFields(document)) throw new NotExpressible('a document without rules')
  const rules = new Map<string, Body>()
  for (const [name, body] of Object.entries(document)) rules.set(tidy(name), body)
  for (const [name, body] of [...rules]) gather(rules, name, body)
  const given = Object.fromEntries(Object.entries(row.given).map(([name, value]) => [tidy(name), value]))
  return { rules, given, replacements: replacementsOf(rules), disabledBy: disablingOf(rules) }
}
