import { glob, readFile } from 'node:fs/promises'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Chinese prose is punctuated full width; a half-width mark beside a Han character is a slip. */
const SLIP = /[\u3400-\u9fff][,:;?!](?! )|[,;?!][\u3400-\u9fff“]|[\u3400-\u9fff]\(|\)[\u3400-\u9fff]/

/** What offices write (headers, spellings of codes, the sample's files) is theirs; patterns and lists are no prose. */
const THEIRS = new Set(['headers', 'aliases'])

/** A list in a string, `汉:Han 回:Hui`: no prose. */
const LIST = /^(?:\S+:\S+ ){3}/

function* prose(node: ts.Node): Generator<string> {
  if (ts.isPropertyAssignment(node) && THEIRS.has(node.name.getText())) return
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node)) yield node.text
  else if (ts.isTemplateExpression(node))
    yield [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('\u2026')
  for (const child of node.getChildren()) yield* prose(child)
}

test('what Doudi says in Chinese is punctuated as Chinese is', async () => {
  const slips: string[] = []
  for await (const file of glob('packages/*/src/**/*.{ts,tsx}')) {
    if (/\.test\.tsx?$|\.generated\.ts$|server\/src\/sample\//.test(file)) continue
    const text = await readFile(file, 'utf8')
    if (!/[\u3400-\u9fff]/.test(text)) continue
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
    for (const said of prose(source)) if (SLIP.test(said) && !LIST.test(said)) slips.push(`${file}: ${said}`)
  }
  expect(slips).toEqual([])
})
