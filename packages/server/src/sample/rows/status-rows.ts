/** Registers of what befalls a person: disability, custody, courts, illness, searches. */
import { countyOf, idOf } from '../world.ts'
import { day, guarded, list, type RowSource, who } from './rows.ts'

const CLASS: Readonly<Record<string, string>> = { '1': '视力', '2': '听力', '4': '肢体', '5': '智力', '6': '精神' }
const GRADE: Readonly<Record<string, string>> = { '1': '一级', '2': '二级', '3': '三级', '4': '四级' }
const MODE: Readonly<Record<string, string>> = { '1': '在押', '2': '缓刑', '3': '监外执行', '4': '保外就医' }
const DOCUMENT: Readonly<Record<string, string>> = {
  '1': '宣告死亡',
  '2': '宣告失踪',
  '3': '撤销监护人资格',
  '4': '撤销死亡宣告',
}
const MEASURE: Readonly<Record<string, string>> = {
  '1': '监视居住',
  '2': '留置',
  '3': '逮捕',
  '4': '取保候审',
  '5': '驱逐出境',
}

export const statusRows: Readonly<Record<string, RowSource>> = {
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
        county: countyOf(given.world, row.person),
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
        county: countyOf(given.world, row.person),
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
  R33: list(
    ({ searches }) => searches,
    (given, row, index) => [
      {
        receiptNo: `HZ${index + 1}`,
        ...guarded(given, 'parent', row.parent),
        childId: idOf(given.world, row.child),
        acceptedDate: day(given, row.from),
        result: row.result === '1' ? '未找到' : '查找中',
      },
      row.from,
    ],
  ),
  R34: list(
    ({ restrictions }) => restrictions,
    (given, row) => [
      {
        ...who(given, row.person),
        measure: MEASURE[row.measure] ?? '',
        from: day(given, row.from),
        termMonths: row.termMonths > 0 ? String(row.termMonths) : '',
        to: day(given, row.to),
      },
      row.from,
    ],
  ),
}
