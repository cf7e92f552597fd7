/** The book of rules: a web page and a Markdown file for every programme, and a front page. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chapterOf } from '@doudi/core/policy'
import { chapterMarkdown, chapterPage, frontPage } from '../../adapters/book/index.ts'
import { answer, text, usageFailure } from '../command.ts'
import type { Action } from './action.ts'

export const book: Action = {
  name: 'book',
  usage: 'doudi policy book --out DIR [--json]',
  summary: {
    zh: '规则手册：每项政策一个网页（可打印，中英文）和一个 Markdown，条文、依据、数字、算例、待确认事项',
    en: 'The book of rules: a page (printable, Chinese and English) and a Markdown file for every programme',
  },
  options: { out: { type: 'string' } },
  run: async (args, session) => {
    const out = text(args, 'out')
    if (out === undefined) return usageFailure('要给出 --out 文件夹', 'give --out, a folder')
    const registers = await session.registers()
    const chapters = (await session.programmes()).map((programme) => chapterOf(programme, registers))
    await mkdir(out, { recursive: true })
    const files: string[] = []
    const write = async (name: string, content: string): Promise<void> => {
      await writeFile(join(out, name), content)
      files.push(name)
    }
    await write('index.html', frontPage(chapters))
    for (const chapter of chapters) {
      await write(`${chapter.id}.html`, chapterPage(chapter))
      await write(`${chapter.id}.md`, chapterMarkdown(chapter))
    }
    const doubts = chapters.reduce((sum, chapter) => sum + chapter.doubts.length, 0)
    return answer(
      { out, files, programmes: chapters.length, doubts },
      `规则手册 book → ${join(out, 'index.html')}（${chapters.length} 项政策 programmes，${doubts} 项待确认 to be confirmed）`,
    )
  },
}
