/** Publicodes' rules: names, namespaces, what replaces and what disables a rule, and what stands beside a value. */
import { no, yes } from '@doudi/core/policy'
import { type Asked, literalOf } from '../numbers.ts'
import type { Given, Row } from '../rows.ts'
import { Circular, NotExpressible, type Term, termOf, UNKNOWN } from '../terms.ts'
import {
  type Amount,
  allOf,
  amount,
  answerOf,
  anyOf,
  choose,
  holds,
  inUnit,
  isNot,
  limited,
  NOT_APPLICABLE,
  reduced,
  roundedHalfUp,
  type Truth,
  told,
} from './amounts.ts'
import { literal, operation } from './leaves.ts'
import { LEFT, MECHANISMS, operate } from './mechanisms.ts'
import { type Body, type Fields, isFields, type Model, modelOf, parentOf, type Replacement, resolve } from './model.ts'
import { NO_UNIT, unitOf } from './units.ts'

/** Where a body stands: the rule around it, and the rules that have another value here. */
type Place = { readonly rule: string; readonly changed: ReadonlyMap<string, Amount> }

export function publicodes(row: Row, asked: Asked): Term {
  const evaluator = new Evaluator(modelOf(row), asked)
  return answerOf(evaluator.rule(row.evaluate ?? '', { rule: '', changed: new Map() }))
}

/** Whether a value is a truth and not so. */
const isNo = ({ term }: Amount): Truth =>
  term.is === 'scalar' && term.node.kind === 'bool' ? isNot(term.node as Truth) : no
const APPLICABILITY = ['applicable si', 'non applicable si']
const says = (key: string): boolean =>
  key in MECHANISMS || LEFT.has(key) || key === 'par défaut' || APPLICABILITY.includes(key)

class Evaluator {
  readonly #model: Model
  readonly #asked: Asked
  /** Rules being worked out: a parent in it does not decide whether its child applies. */
  readonly #open: string[] = []

  constructor(model: Model, asked: Asked) {
    this.#model = model
    this.#asked = asked
  }

  rule(name: string, place: Place): Amount {
    const changed = place.changed.get(name)
    if (changed) return changed
    if (this.#open.includes(name)) throw new Circular()
    this.#open.push(name)
    try {
      return this.#guarded(name, { ...place, rule: name })
    } finally {
      this.#open.pop()
    }
  }

  /** A rule applies where its parents do and nothing disables it. */
  #guarded(name: string, place: Place): Amount {
    const stops: Truth[] = []
    const parent = parentOf(name)
    const above = parent === null ? null : this.#above(parent, place)
    if (above !== null) stops.push(anyOf(isNot(above.applies), isNo(above)))
    for (const by of this.#model.disabledBy.get(name) ?? []) stops.push(holds(this.rule(by, place)))
    const value = this.#own(name, place)
    return stops.length === 0 ? value : { ...value, applies: allOf(isNot(anyOf(...stops)), value.applies) }
  }
  /** The rule of the namespace; null where there is none, or where it is itself made of its children. */
  #above(parent: string, place: Place): Amount | null {
    if (!this.#model.rules.has(parent) || this.#open.includes(parent)) return null
    try {
      return this.rule(parent, place)
    } catch (error) {
      if (error instanceof Circular) return null
      throw error
    }
  }

  #own(name: string, place: Place): Amount {
    const body = this.#model.rules.get(name)
    const given = this.#model.given[name]
    if (given !== undefined) return this.#chained(isFields(body) ? body : {}, place, () => this.#given(given, place))
    if (!this.#model.rules.has(name)) throw new NotExpressible('a rule that is not there')
    const isDeclaredAlone = body === null || body === undefined || (isFields(body) && !Object.keys(body).some(says))
    if (!isDeclaredAlone) return this.#value(body, place)
    const unit = isFields(body) && typeof body['unité'] === 'string' ? unitOf(body['unité']) : NO_UNIT
    return amount({ is: 'unknown', name }, unit)
  }
  #given(given: Given, place: Place): Amount {
    if (given?.type === 'not applicable') return NOT_APPLICABLE
    const unit = typeof given?.['unit'] === 'string' ? unitOf(given['unit']) : NO_UNIT
    if (given?.type !== 'formula') return amount(termOf(given), unit)
    const text = String(given['value'])
    return this.#value(text.startsWith('{') ? (JSON.parse(text) as Body) : text, place)
  }

  #value(body: Body, place: Place): Amount {
    if (typeof body === 'boolean') return told(body ? yes : no)
    if (typeof body === 'string' || typeof body === 'number') return this.#text(String(body), place)
    if (!isFields(body)) throw new NotExpressible('a body of an unknown form')
    return this.#chained(body, place, (inner) => this.#mechanism(body, inner))
  }
  #text(text: string, place: Place): Amount {
    const found = literal(text)
    if (found) return found
    const name = resolve(this.#model.rules, text, place.rule)
    if (name !== null) return this.#reference(name, place)
    const one = operation(text)
    if (one === null) throw new NotExpressible('a name that is not there')
    if (one === undefined) throw new NotExpressible('an expression of several operations in one text')
    const operands = one.operands.map((operand) => this.#text(operand, place))
    return operands.reduce((left, right) => operate(one.sign, left, right, this.#asked))
  }

  /** A rule, or what replaces it where the reference stands: the highest priority first, of equal ones the last. */
  #reference(name: string, place: Place): Amount {
    const here = (names: readonly string[]): boolean =>
      names.some((one) => place.rule === one || place.rule.startsWith(`${one} . `))
    const replaces = ({ target, by, inside, notInside }: Replacement): boolean =>
      target === name && by !== place.rule && !this.#open.includes(by) && (!inside || here(inside)) && !here(notInside)
    const order = this.#model.replacements.filter(replaces).toSorted((a, b) => a.priority - b.priority)
    return order.reduce(
      (base, { by }) => {
        const instead = this.rule(by, place)
        return choose(allOf(instead.applies, isNot(isNo(instead))), instead, base)
      },
      this.rule(name, place),
    )
  }

  /** What stands beside a value and changes it, from the inside out. */
  #chained(body: Fields, place: Place, inner: (place: Place) => Amount): Amount {
    const at = isFields(body['contexte']) ? this.#changed(body['contexte'], place) : place
    const has = (key: string): boolean => body[key] !== undefined
    const of = (key: string): Amount => this.#value(body[key], at)
    const alsoIf = (value: Amount, truth: Truth): Amount => ({ ...value, applies: allOf(value.applies, truth) })
    let value = inner(at)
    if (value.term.is === 'unknown' && has('par défaut')) value = of('par défaut')
    if (has('abattement')) value = reduced(value, of('abattement'))
    if (has('plafond')) value = limited('min', value, of('plafond'))
    if (has('plancher')) value = limited('max', value, of('plancher'))
    if (typeof body['unité'] === 'string') value = inUnit(value, unitOf(body['unité']))
    if (has('arrondi')) value = this.#rounded(value, of('arrondi'))
    if (has('non applicable si')) value = alsoIf(value, isNot(holds(of('non applicable si'))))
    return has('applicable si') ? alsoIf(value, holds(of('applicable si'))) : value
  }
  /** Other values for some rules, worked out where the change is written. */
  #changed(context: Fields, place: Place): Place {
    const changed = new Map(place.changed)
    for (const [text, body] of Object.entries(context)) {
      const name = resolve(this.#model.rules, text, place.rule)
      if (name === null) throw new NotExpressible('a context for a rule that is not there')
      changed.set(name, this.#value(body, place))
    }
    return { ...place, changed }
  }
  /** Yes: to the whole; a number: to so many decimals; no: not at all. */
  #rounded(value: Amount, by: Amount): Amount {
    const node = by.term.is === 'scalar' ? by.term.node : null
    if (value.term.is === 'unknown') return value
    if (node?.op === 'const' && node.kind === 'bool') return node.value === true ? roundedHalfUp(value, 0) : value
    return roundedHalfUp(value, literalOf(by.term))
  }

  #mechanism(body: Fields, place: Place): Amount {
    for (const [key, inner] of Object.entries(body)) {
      const mechanism = MECHANISMS[key]
      if (mechanism) return mechanism(inner, (one) => this.#value(one, place), this.#asked)
    }
    const left = Object.keys(body).find((key) => LEFT.has(key))
    if (left !== undefined) throw new NotExpressible(`the mechanism ${left}`)
    // Nothing is said but whether it applies, or what is so by default.
    return amount('par défaut' in body ? { is: 'unknown', name: place.rule } : UNKNOWN)
  }
}
