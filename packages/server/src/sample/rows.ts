/** What each register says of the world: rows as cells in the order of the catalogue's columns, with the day they became known. */
import { ageOn, firstDayOf, monthOf, yearOf } from '@doudi/core/kernel'
import type { Events } from './events.ts'
import type { Form } from './forms.ts'
import { type Random, seeded } from './random.ts'
import { AS_OF, idOf, type World } from './world.ts'

/** Gives one row by column id; `known` is the first day on which the office has it. */
type Emit = (cells: Readonly<Record<string, string>>, known: number) => void | Promise<void>
type Given = {
  readonly world: World
  readonly events: Events
  readonly base: number
  readonly seed: number
  readonly form: Form
}
export type RowSource = (given: Given, emit: Emit) => Promise<void>

const RELATION: Readonly<Record<number, string>> = { 1: '户主', 10: '配偶', 20: '子', 30: '女', 50: '父母' }
const yuan = (fen: number, form: Form): string =>
  form.tenThousand ? (fen / 1_000_000).toFixed(6).replace(/0+$/, '').replace(/\.$/, '') : (fen / 100).toFixed(2)

const who = ({ world }: Given, person: number): Record<string, string> => ({
  residentId: idOf(world, person),
  name: world.names[person] ?? '',
})
const villageOf = ({ world }: Given, person: number): string => world.villages[world.village[person] ?? 0]?.code ?? ''
const countyOf = (given: Given, person: number): string => villageOf(given, person).slice(0, 6)
const day = ({ form }: Given, value: number | null | undefined): string => (value ? form.date(value) : '')

async function household(given: Given, emit: Emit): Promise<void> {
  const { world, seed } = given
  const random = seeded(seed, 'household')
  for (let person = 0; person < world.count; person++) {
    const birth = world.birth[person] ?? 0
    // Offices recorded parents' ids for nine in ten under-18s, and for fewer the older the person.
    const age = yearOf(AS_OF) - yearOf(birth)
    const recorded = random.next() < (age < 18 ? 0.9 : Math.max(0.05, 0.9 - (age - 18) * 0.03))
    const father = world.father[person] ?? -1
    const mother = world.mother[person] ?? -1
    const death = world.death[person] ?? 0
    // Cancellation lags death; one death in ten has not reached the household register.
    const cancelled = death > 0 && random.chance(0.9) ? Math.min(firstDayOf(monthOf(death) + 1), AS_OF) : 0
    const village = world.villages[world.village[person] ?? 0]
    const cells = {
      ...who(given, person),
      sex: world.sex[person] === 1 ? '男' : '女',
      ethnic: '汉',
      birth: day(given, birth),
      hukouNo: `37H${String(world.household[person]).padStart(8, '0')}`,
      relation: RELATION[world.relation[person] ?? 1] ?? '户主',
      village: village?.code ?? '',
      address: '',
      urbanRural: village?.urban === true ? '城镇' : '农村',
      fatherId: father >= 0 && recorded ? idOf(world, father) : '',
      motherId: mother >= 0 && recorded ? idOf(world, mother) : '',
      cancelDate: day(given, cancelled),
      cancelReason: cancelled > 0 ? '死亡' : '',
    }
    const wait = emit(cells, birth)
    if (wait) await wait
  }
}

/** Everyone who died, with the share of deaths that the register knows. */
const dead =
  (
    share: number,
    make: (given: Given, person: number, random: Random, death: number) => readonly [Record<string, string>, number],
  ): RowSource =>
  async (given, emit) => {
    const random = seeded(given.seed, `dead${share}`)
    for (let person = 0; person < given.world.count; person++) {
      const death = given.world.death[person] ?? 0
      if (death === 0 || !random.chance(share)) continue
      await emit(...make(given, person, random, death))
    }
  }

const list =
  <T>(
    rows: (events: Events) => readonly T[],
    make: (given: Given, row: T, index: number) => readonly [Record<string, string>, number],
  ): RowSource =>
  async (given, emit) => {
    for (const [index, row] of rows(given.events).entries()) await emit(...make(given, row, index))
  }

const guarded = ({ world }: Given, prefix: string, person: number): Record<string, string> => ({
  [`${prefix}Id`]: idOf(world, person),
  [`${prefix}Name`]: world.names[person] ?? '',
})

async function school(given: Given, emit: Emit): Promise<void> {
  const { world, events, base } = given
  let number = 0
  const put = (person: number, stage: string, from: number, to: number): void | Promise<void> => {
    const mother = world.mother[person] ?? -1
    const guardian =
      mother >= 0 && (world.death[mother] ?? 0) === 0
        ? { ...guarded(given, 'guardian1', mother), guardian1Relation: '母亲' }
        : {}
    return emit(
      {
        ...who(given, person),
        studentNo: `G${String(++number).padStart(10, '0')}`,
        school: `${countyOf(given, person)}第${(person % 40) + 1}学校`,
        stage,
        grade: '',
        schoolStatus: '在读',
        fullTime: '是',
        entryDate: day(given, from),
        endDate: day(given, to),
        ...guardian,
      },
      from,
    )
  }
  for (let person = 0; person < world.count; person++) {
    const birth = world.birth[person] ?? 0
    const age = birth > 20000000 ? ageOn(birth, 20260901) : 99
    if (age < 6 || age > 21 || (world.death[person] ?? 0) > 0 || (age > 14 && person >= base)) continue
    const [stage, entered, years] =
      age < 12
        ? (['小学', 6, 6] as const)
        : age < 15
          ? (['初中', 12, 3] as const)
          : age < 18
            ? (['普通高中', 15, 3] as const)
            : (['本科', 18, 4] as const)
    const year = yearOf(20260901) - (age - entered)
    const wait = put(person, stage, year * 10000 + 901, (year + years) * 10000 + 630)
    if (wait) await wait
  }
  const STAGE: Readonly<Record<string, string>> = {
    '34': '普通高中',
    '36': '中职',
    '41': '大专',
    '42': '本科',
    '43': '硕士',
  }
  for (const row of events.schooling) await put(row.person, STAGE[row.stage] ?? '', row.from, row.to)
}

async function marriage(given: Given, emit: Emit): Promise<void> {
  const { world } = given
  for (let person = 0; person < world.count; person++) {
    const wife = world.spouse[person] ?? -1
    const date = world.married[person] ?? 0
    if (wife < 0 || world.sex[person] !== 1 || date < 19900101) continue
    const wait = emit(
      {
        certificateNo: `J3706-${date}-${String(person).padStart(8, '0')}`,
        event: '结婚',
        date: day(given, date),
        office: `${countyOf(given, person)}婚姻登记处`,
        partyAId: idOf(world, person),
        partyAName: world.names[person] ?? '',
        partyBId: idOf(world, wife),
        partyBName: world.names[wife] ?? '',
      },
      date,
    )
    if (wait) await wait
  }
}

const CLASS: Readonly<Record<string, string>> = { '1': '视力', '2': '听力', '4': '肢体', '5': '智力', '6': '精神' }
const GRADE: Readonly<Record<string, string>> = { '1': '一级', '2': '二级', '3': '三级', '4': '四级' }
const MODE: Readonly<Record<string, string>> = { '1': '在押', '2': '缓刑', '3': '监外执行', '4': '保外就医' }
const DOCUMENT: Readonly<Record<string, string>> = {
  '1': '宣告死亡',
  '2': '宣告失踪',
  '3': '撤销监护人资格',
  '4': '撤销死亡宣告',
}
const AID: Readonly<Record<string, string>> = { DB: '低保', TK: '特困', BY: '低保边缘', GX: '刚性支出困难' }
const CHILD: Readonly<Record<string, string>> = {
  'CH-1': '机构养育儿童',
  'CH-2': '社会散居孤儿',
  'CH-3': '事实无人抚养儿童',
  'CH-4': '重点困境儿童',
  GRANT: '助学金',
}

export const SOURCES: Readonly<Record<string, RowSource>> = {
  R01: household,
  R03: dead(0.97, (given, person, _, death) => [
    {
      ...who(given, person),
      certificateNo: `D${person}`,
      sex: given.world.sex[person] === 1 ? '1' : '2',
      deathDate: day(given, death),
      issuer: `${countyOf(given, person)}疾控中心`,
    },
    death,
  ]),
  R04: dead(0.93, (given, person, _, death) => [
    { ...who(given, person), cremationDate: day(given, death), unit: `${countyOf(given, person)}殡仪馆` },
    death,
  ]),
  R05: list(
    ({ certificates }) => certificates,
    (given, row) => [
      {
        ...who(given, row.person),
        certificateNo: `${idOf(given.world, row.person)}${row.disabilityClass}${row.grade}`,
        disabilityClass: CLASS[row.disabilityClass] ?? '',
        grade: GRADE[row.grade] ?? '',
        issueDate: day(given, row.from),
        expiryDate: day(given, row.to),
        county: countyOf(given, row.person),
      },
      row.from,
    ],
  ),
  R06: list(
    ({ custody }) => custody,
    (given, row) => [
      {
        ...who(given, row.person),
        inDate: day(given, row.from),
        termMonths: row.termMonths > 0 ? String(row.termMonths) : '',
        releaseDate: day(given, row.to),
        mode: MODE[row.mode] ?? '',
        placeType: '监狱',
      },
      row.from,
    ],
  ),
  R07: list(
    ({ rehabilitation }) => rehabilitation,
    (given, row) => [
      {
        ...who(given, row.person),
        decisionDate: day(given, row.from),
        termMonths: String(row.termMonths),
        endDate: day(given, row.to),
      },
      row.from,
    ],
  ),
  R08: list(
    ({ judgments }) => judgments,
    (given, row, index) => [
      {
        ...who(given, row.person),
        caseNo: `鲁06民特${index + 1}号`,
        documentType: DOCUMENT[row.kind] ?? '',
        wardId: row.ward === null ? '' : idOf(given.world, row.ward),
        effectiveDate: day(given, row.from),
      },
      row.from,
    ],
  ),
  R09: list(
    ({ illnesses }) => illnesses.filter((_, index) => index % 2 === 0),
    (given, row) => [
      {
        ...who(given, row.person),
        illnessClass: row.illnessClass,
        from: day(given, row.from),
        totalCost: '',
        ownPay: '',
        county: countyOf(given, row.person),
      },
      row.from,
    ],
  ),
  R10: list(
    ({ illnesses }) => illnesses.filter((_, index) => index % 2 === 1),
    (given, row) => [
      {
        ...who(given, row.person),
        illnessClass: row.illnessClass,
        diagnosisDate: day(given, row.from),
        hospitalLevel: '三级',
      },
      row.from,
    ],
  ),
  R11: school,
  R12: marriage,
  R13: list(
    ({ adoptions }) => adoptions,
    (given, row, index) => [
      {
        certificateNo: `S3706-${index + 1}`,
        ...guarded(given, 'adoptee', row.child),
        ...guarded(given, 'adopterA', row.father),
        ...guarded(given, 'adopterB', row.mother),
        adoptionDate: day(given, row.from),
      },
      row.from,
    ],
  ),
  R21: list(
    ({ assistance }) => assistance,
    (given, row) => [
      {
        ...who(given, row.person),
        caseNo: `JZ${String(row.caseNo).padStart(7, '0')}`,
        benefit: AID[row.benefit] ?? '',
        applicantId: idOf(given.world, row.applicant),
        urbanRural: row.urban ? '城镇' : '农村',
        coveredPersons: String(row.covered),
        caseAmount: yuan(row.caseFen, given.form),
        from: day(given, row.from),
        to: day(given, row.to),
        county: row.county,
      },
      row.from,
    ],
  ),
  R22: list(
    ({ welfare }) => welfare,
    (given, row, index) => [
      {
        ...who(given, row.person),
        childNo: `ET${String(index + 1).padStart(7, '0')}`,
        category: CHILD[row.category] ?? '',
        amount: yuan(row.fen, given.form),
        from: day(given, row.from),
        to: day(given, row.to),
        county: row.county,
      },
      row.from,
    ],
  ),
  R23: list(
    ({ subsidies }) => subsidies,
    (given, row) => [
      {
        ...who(given, row.person),
        kind: row.kind === '1' ? '困难残疾人生活补贴' : '重度残疾人护理补贴',
        amount: yuan(row.fen, given.form),
        from: day(given, row.from),
        county: row.county,
      },
      row.from,
    ],
  ),
  R31: list(
    ({ guardianships }) => guardianships,
    (given, row) => [
      {
        ...guarded(given, 'ward', row.ward),
        ...guarded(given, 'guardian', row.guardian),
        relation: '祖父母',
        basis: '法定',
        from: day(given, row.from),
      },
      row.from,
    ],
  ),
  R32: list(
    ({ placements }) => placements,
    (given, row) => [
      {
        ...who(given, row.person),
        institution: '市儿童福利院',
        institutionKind: row.kind === '1' ? '儿童福利机构' : row.kind === '2' ? '社会福利机构' : '家庭寄养',
        inDate: day(given, row.from),
        outDate: day(given, row.to),
      },
      row.from,
    ],
  ),
  R33: list(
    ({ searches }) => searches,
    (given, row, index) => [
      {
        receiptNo: `HZ${index + 1}`,
        ...guarded(given, 'parent', row.parent),
        childId: idOf(given.world, row.child),
        acceptedDate: day(given, row.from),
        result: row.result === '1' ? '未找到' : '查找中',
        foundDate: day(given, row.found),
      },
      row.from,
    ],
  ),
  R34: list(
    ({ restrictions }) => restrictions,
    (given, row) => [
      {
        ...who(given, row.person),
        measure:
          ({ '1': '监视居住', '2': '留置', '3': '逮捕', '4': '取保候审', '5': '驱逐出境' } as Record<string, string>)[
            row.measure
          ] ?? '',
        from: day(given, row.from),
        termMonths: row.termMonths > 0 ? String(row.termMonths) : '',
        to: day(given, row.to),
      },
      row.from,
    ],
  ),
}
