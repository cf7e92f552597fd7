/** The truth tables beside the registers: what a run is measured against, and never reads. */
import { join } from 'node:path'
import { toYyyymm } from '@doudi/core/kernel'
import type { Case } from './cases/faults.ts'
import { discrepancies } from './discrepancies.ts'
import type { Events } from './events.ts'
import { AS_OF, idOf, villageOf, type World } from './world.ts'
import { parquetWriter } from './writers/parquet.ts'

/** Writes findings.parquet and people.parquet, every column text; returns the number of findings. */
export async function writeTruth(
  folder: string,
  world: World,
  events: Events,
  cases: readonly Case[],
): Promise<number> {
  await writePeople(join(folder, 'people.parquet'), world, cases)
  return await writeFindings(join(folder, 'findings.parquet'), world, events, cases)
}

/** One row a true finding: person, programme, kind, month, fen owed and held, category, and the planted fault behind it. */
async function writeFindings(path: string, world: World, events: Events, cases: readonly Case[]): Promise<number> {
  const faults = new Map(cases.map(({ child, fault }) => [child, fault]))
  const found = discrepancies(world, events, AS_OF)
  const columns = ['residentId', 'programme', 'kind', 'month', 'owedFen', 'heldFen', 'category', 'fault']
  const file = await parquetWriter(path, columns)
  for (const one of found) {
    const fault = one.programme === 'children' ? faults.get(one.person) : null
    const fen = [one.owedFen, one.heldFen].map((amount) => String(amount ?? ''))
    const month = String(toYyyymm(one.month))
    await file.row([idOf(world, one.person), one.programme, one.kind, month, ...fen, one.category ?? '', fault ?? ''])
  }
  await file.end()
  return found.length
}

/** One row for each child of a case and for its parents; father and mother are numbers of this table, -1 nobody. */
async function writePeople(path: string, world: World, cases: readonly Case[]): Promise<void> {
  const parents = (child: number): number[] => [world.father[child] ?? -1, world.mother[child] ?? -1]
  const concerned = new Set(cases.flatMap(({ child }) => [child, ...parents(child).filter((one) => one >= 0)]))
  const columns = ['person', 'residentId', 'name', 'birth', 'sex', 'father', 'mother', 'village', 'death']
  const file = await parquetWriter(path, columns)
  for (const person of [...concerned].sort((a, b) => a - b)) {
    const { names, birth, sex, death } = world
    const [father, mother] = parents(person)
    const cells = [person, idOf(world, person), names[person], birth[person], sex[person], father, mother]
    await file.row([...cells, villageOf(world, person), death[person]].map(String))
  }
  await file.end()
}
