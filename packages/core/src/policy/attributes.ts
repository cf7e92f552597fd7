/** What a rule may read of a person besides records: the columns of persons.parquet, their kinds, bounds and names. */
import type { Text } from '../kernel/index.ts'
import type { Kind } from './tree.ts'

export type Attribute = {
  readonly kind: Kind
  readonly label: Text
  /** The largest number it can be; numbers begin at 0. */
  readonly most?: number
}

const attribute = (kind: Kind, zh: string, en: string, most?: number): Attribute => ({
  kind,
  label: { zh, en },
  ...(most === undefined ? {} : { most }),
})

export const ATTRIBUTES: Readonly<Record<string, Attribute>> = {
  birth: attribute('date', '出生日期', 'birth date'),
  sex: attribute('int', '性别', 'sex', 2),
  registered: attribute('bool', '户籍登记', 'household registration'),
  cancelDate: attribute('date', '户籍注销日期', 'day the registration was cancelled'),
  cancelReason: attribute('code', '户籍注销原因', 'why the registration was cancelled'),
  village: attribute('code', '村居', 'village'),
  town: attribute('code', '镇街', 'town'),
  county: attribute('code', '区市', 'county'),
  urbanRural: attribute('code', '城乡', 'urban or rural'),
  household: attribute('int', '户号', 'household', 2 ** 31 - 1),
  relation: attribute('code', '与户主关系', 'relation to the head of the household'),
  fatherState: attribute('int', '父亲是否明确', 'whether the father is known', 3),
  motherState: attribute('int', '母亲是否明确', 'whether the mother is known', 3),
}
