import { type Column, column } from '@doudi/core/kernel'

/** The two columns by which a row says whom it is about. */
export const personColumns: readonly Column[] = [
  column(
    'residentId',
    '公民身份号码',
    'resident id',
    { kind: 'residentId', role: 'self' },
    {
      required: true,
      headers: ['身份证号', '身份证号码', '证件号码', '身份证', '公民身份证号', '身份证件号码'],
      sensitivity: 'S3',
    },
  ),
  column('name', '姓名', 'name', { kind: 'name', of: 'residentId' }, { headers: ['名字'] }),
]
