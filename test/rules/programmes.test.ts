import { pathToFileURL } from 'node:url'
import { type Node, type Programme, walk } from '@doudi/core/policy'
import { expect, test } from 'vitest'
import { findProgrammeFiles, findRegisters } from '../../packages/server/src/adapters/files/discover.ts'
import { everyOperator } from './every-operator.ts'

const registers = await findRegisters()
const programmes: Programme[] = [everyOperator]
for (const file of await findProgrammeFiles()) programmes.push((await import(pathToFileURL(file).href)).programme)
const each = test.each(programmes.map((one) => [one.id, one] as const))

const rootsOf = ({ variables, conditions, categories }: Programme): readonly Node[] => [
  ...variables.map(({ expr }) => expr),
  ...conditions.map(({ expr }) => expr),
  ...categories.flatMap(({ test: one, amount, derivation }) => [one, amount, ...derivation.map(({ value }) => value)]),
]
const nodesOf = (programme: Programme): Node[] => rootsOf(programme).flatMap((root) => [...walk(root)])

each('%s: rows of a parameter follow one another by date, each with its source', (_, { parameters }) => {
  for (const { id, rows } of parameters) {
    for (const { key, from, to, citation, status } of rows) {
      expect(citation.title, id).not.toBe('')
      expect(citation.status, id).toBe(status)
      if (to !== null) expect(to, id).toBeGreaterThanOrEqual(from)
      const later = rows.filter((other) => other.key === key && other.from > from)
      expect(new Set([from, ...later.map((other) => other.from)]).size, `${id}: two rows from one day`).toBe(
        later.length + 1,
      )
    }
    for (const row of rows) if (row.value === null) expect(row.status, `${id}: no value`).toBe('open')
  }
})

each('%s: whatever a tree names is there, of the kind that it says', (_, programme) => {
  for (const node of nodesOf(programme)) {
    if (node.op === 'variable' || node.op === 'via')
      expect(programme.variables.find(({ id }) => id === node.name)?.expr.kind, node.name).toBe(node.kind)
    if (node.op === 'parameter') {
      const found = programme.parameters.find(({ id }) => id === node.id)
      expect(found?.kind, node.id).toBe(node.kind)
      expect(
        found?.rows.some(({ key }) => key === node.key),
        `${node.id} ${node.key}`,
      ).toBe(true)
    }
    if (node.op !== 'aggregate') continue
    const set = programme.records.find(({ id }) => id === node.records)
    const register = registers.find(({ id }) => id === set?.register)
    for (const inner of walk(node))
      if (inner.op === 'column')
        expect(
          register?.columns.some(({ id }) => id === inner.name),
          inner.name,
        ).toBe(true)
  }
})

each('%s: no variable rests on itself', (_, { variables }) => {
  const visit = (id: string, above: readonly string[]): void => {
    expect(above, id).not.toContain(id)
    const found = variables.find((one) => one.id === id)
    if (!found) return
    for (const node of walk(found.expr))
      if (node.op === 'variable' || node.op === 'via') visit(node.name, [...above, id])
  }
  for (const { id } of variables) visit(id, [])
})

each('%s: every text stands in both languages, every condition and row has a bit', (_, programme) => {
  const { conditions, categories, parameters, variables } = programme
  const texts = [
    ...conditions.flatMap(({ label, requires, met, notMet, unknown, neutral, ask }) => [
      ...[label, requires, met, notMet, unknown, neutral, ask],
    ]),
    ...[...categories, ...parameters, ...variables].map(({ label }) => label),
  ]
  for (const { zh, en } of texts) expect([zh.trim(), en.trim()]).not.toContain('')
  expect(new Set(conditions.map(({ id }) => id)).size).toBe(conditions.length)
  expect(conditions.length).toBeLessThan(53)
  expect(parameters.flatMap(({ rows }) => rows).length).toBeLessThan(53)
  for (const { because, code } of categories)
    for (const id of because)
      expect(
        conditions.some((one) => one.id === id),
        `${code} because ${id}`,
      ).toBe(true)
})
