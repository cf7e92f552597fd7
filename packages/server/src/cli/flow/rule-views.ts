/** The book of rules for the console: each chapter is written once, when it is first asked for. */
import type { ChapterView, RuleRowView } from '@doudi/contract'
import { type Chapter, chapterOf, type Programme } from '@doudi/core/policy'
import type { Session } from '../session.ts'

const written = new WeakMap<Programme, ChapterView>()

export async function ruleView(session: Session, id: string): Promise<ChapterView | null> {
  const programme = (await session.programmes()).find((one) => one.id === id)
  if (!programme) return null
  const chapter = written.get(programme) ?? chapterOf(programme, await session.registers())
  written.set(programme, chapter)
  return chapter
}

/** The list needs no example worked: only how many there are. */
export async function ruleRows(session: Session): Promise<readonly RuleRowView[]> {
  const registers = await session.registers()
  return (await session.programmes()).map((programme) => {
    const { doubts }: Pick<Chapter, 'doubts'> = chapterOf({ ...programme, examples: [] }, registers)
    const open = doubts.filter(({ kind }) => kind === 'open').length
    return {
      id: programme.id,
      title: programme.label,
      version: programme.version,
      onApplication: programme.onlyOnApplication === true,
      categories: programme.categories.length,
      conditions: programme.conditions.length,
      figures: programme.parameters.length,
      examples: programme.examples.length,
      open,
      assumed: doubts.length - open,
    }
  })
}
