/** Where people live: the city's villages with a plausible number of people each. */
import { counties, villageCode } from '@doudi/programmes/city'
import type { Random } from './random.ts'

export type Village = { readonly code: string; readonly urban: boolean; readonly population: number }
type Sized = { readonly code: string; readonly urban: boolean; readonly county: string; readonly people: number }

/** Residents of the real city in the 2020 census, to the nearest ten thousand: what all 6,509 villages hold together. */
const CITY_PEOPLE = 7_100_000
/** From here up every village is there; below, whole villages of real size are. */
const ALL_VILLAGES_FROM = 1_000_000

/**
 * All villages from a million people up. Below, whole villages of real size drawn in turn from each of the 13 counties
 * until they hold `people`; a city too small for one of each (about 15,000) has them shrunk.
 */
export function layVillages(people: number, random: Random): readonly Village[] {
  const all = realSizes(random)
  const chosen = people >= ALL_VILLAGES_FROM ? all : drawVillages(all, people, random)
  const held = chosen.reduce((sum, village) => sum + village.people, 0)
  return chosen.map(({ code, urban, people: size }) => ({
    code,
    urban,
    population: Math.max(1, Math.round((size / held) * people)),
  }))
}

/** A street's community holds three times a village's people; each varies by 60 % around its mean (assumed). */
function realSizes(random: Random): Sized[] {
  const weighted = counties.flatMap((county) =>
    county.towns.flatMap((town) =>
      Array.from({ length: town.villages }, (_, index) => ({
        code: villageCode(town.code, index + 1),
        urban: town.urban,
        county: county.code,
        people: (town.urban ? 3 : 1) * (0.4 + random.next() * 1.2),
      })),
    ),
  )
  const total = weighted.reduce((sum, village) => sum + village.people, 0)
  return weighted.map((village) => ({ ...village, people: (village.people / total) * CITY_PEOPLE }))
}

function drawVillages(all: readonly Sized[], people: number, random: Random): Sized[] {
  const pools = counties.map(({ code }) => all.filter(({ county }) => county === code))
  const chosen: Sized[] = []
  for (let held = 0, turn = 0; turn < pools.length || held < people; turn++) {
    const pool = pools[turn % pools.length] ?? []
    const [one] = pool.length === 0 ? [] : pool.splice(random.below(pool.length), 1)
    if (!one) continue
    chosen.push(one)
    held += one.people
  }
  return chosen.sort((a, b) => (a.code < b.code ? -1 : 1))
}
