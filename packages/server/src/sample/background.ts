/** What happens to everybody else: certificates, sentences, illnesses, allowances of families without a child case. */
import { addDays, addMonths } from '@doudi/core/kernel'
import type { Events } from './events.ts'
import { seeded } from './random.ts'
import { AS_OF, type World } from './world.ts'

/** Only men and elders bear these, so that by chance alone no child is left without both parents. */
export function addBackground(world: World, events: Events, base: number, seed: number): void {
  const random = seeded(seed, 'background')
  let caseNo = 5_000_000
  for (let person = 0; person < base; person++) {
    const birth = world.birth[person] ?? 0
    if (world.sex[person] !== 1 || birth > 20000101 || (world.death[person] ?? 0) > 0) continue
    const county = (world.villages[world.village[person] ?? 0]?.code ?? '').slice(0, 6)
    if (random.chance(0.07)) {
      const from = addDays(20160101, random.below(3500))
      const grade = random.pick(['1', '2', '3', '3', '4', '4'])
      events.certificates.push({
        person,
        disabilityClass: random.pick(['1', '2', '4', '4', '4', '5', '6']),
        grade,
        from,
        to: addMonths(from, 120) > AS_OF ? addMonths(from, 120) : 20351231,
      })
      if (random.chance(0.2))
        events.subsidies.push({
          person,
          kind: grade <= '2' ? '2' : '1',
          fen: grade <= '2' ? 15000 : 20000,
          from: 20230101,
          county,
        })
    }
    if (random.chance(0.0012)) {
      const termMonths = random.between(4, 120)
      const from = addDays(20200101, random.below(2400))
      events.custody.push({
        person,
        from,
        termMonths,
        to: addMonths(from, termMonths),
        mode: random.pick(['1', '1', '2', '3']),
      })
    }
    if (random.chance(0.01))
      events.illnesses.push({
        person,
        illnessClass: random.pick(['1', '4', '4', '4', '9']),
        from: addDays(20220101, random.below(1700)),
      })
    if (birth < 19660101 && random.chance(0.05)) {
      events.assistance.push({
        caseNo: ++caseNo,
        benefit: random.pick(['DB', 'DB', 'DB', 'TK', 'BY', 'GX']),
        person,
        applicant: person,
        urban: false,
        covered: 1,
        caseFen: random.between(200, 870) * 100,
        from: 20240101,
        to: null,
        county,
      })
    }
  }
}
