/** Registers of civil affairs: adoption, what is in payment, guardianship, institutions. */
import { idOf } from '../world.ts'
import { day, guarded, list, type RowSource, who, yuan } from './rows.ts'

const AID: Readonly<Record<string, string>> = { DB: '低保', TK: '特困', BY: '低保边缘', GX: '刚性支出困难' }
const CHILD: Readonly<Record<string, string>> = {
  'CH-1': '机构养育儿童',
  'CH-2': '社会散居孤儿',
  'CH-3': '事实无人抚养儿童',
  'CH-4': '重点困境儿童',
  GRANT: '助学金',
}

export const benefitRows: Readonly<Record<string, RowSource>> = {
  R13: list(
    ({ adoptions }) => adoptions,
    (given, row, index) => [
      {
        certificateNo: `S3706-${index + 1}`,
        ...guarded(given, 'adoptee', row.child),
        ...guarded(given, 'adopterA', given.world.father[row.child] ?? -1),
        ...guarded(given, 'adopterB', given.world.mother[row.child] ?? -1),
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
}
