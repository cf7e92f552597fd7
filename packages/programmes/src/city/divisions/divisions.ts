/**
 * The city's 13 county units and 159 towns (statistics-bureau codes, functional zones included).
 *
 * Villages are as many a town as in reality; their names are invented and none is the name of a real village of that town.
 * Codes are serial numbers within the town: one may be the code of a real village, which then has another name.
 */
import type { Division } from '@doudi/core/kernel'
import { CUT } from './yantai.generated.ts'

export type Town = {
  readonly code: string
  readonly name: string
  readonly county: string
  readonly villages: number
  readonly urban: boolean
}
export type County = { readonly code: string; readonly name: string; readonly towns: readonly Town[] }

export const CITY: Division = { code: '370600', name: '烟台市', level: 'city', parent: null }
export const counties: readonly County[] = CUT.map(([code, name, towns]) => ({
  code,
  name,
  towns: towns.map(([town, townName, villages]) => ({
    code: town,
    name: townName,
    county: code,
    villages,
    urban: /街道|开发区|园区|区$/.test(townName),
  })),
}))
export const towns: readonly Town[] = counties.flatMap((county) => county.towns)

const FIRST = '柳杏松槐榆桐桂竹荷梅兰菊葵枫楠桦杉栗枣桃李梨杨柏榕樟'
const SECOND = '溪泉坡岭湾滩台坊庄屯店堡桥井塘洼沟埠口阳阴东西南北中'

/** The invented name of a town's village by its serial number from 1. */
export function villageName(code: string): string {
  const town = Number(code.slice(0, 9)) % 997
  const serial = Number(code.slice(9))
  const pair = (town * 31 + serial * 7) % (FIRST.length * SECOND.length)
  const first = FIRST.charAt(pair % FIRST.length)
  const second = SECOND.charAt(Math.floor(pair / FIRST.length))
  return `${first}${second}${townOfCode(code)?.urban === true ? '社区' : '村'}`
}

const byCode = new Map(towns.map((town) => [town.code, town]))
const countyByCode = new Map(counties.map((county) => [county.code, county]))
const townOfCode = (code: string): Town | undefined => byCode.get(code.slice(0, 9))

/** The name of a division of the city by its code (6, 9 or 12 digits); the code itself where no table lists it. */
export function divisionName(code: string): string {
  if (code === CITY.code) return CITY.name
  if (code.length === 6) return countyByCode.get(code)?.name ?? code
  if (code.length === 9) return byCode.get(code)?.name ?? code
  return townOfCode(code) ? villageName(code) : code
}

export const villageCode = (town: string, serial: number): string => `${town}${String(serial).padStart(3, '0')}`
