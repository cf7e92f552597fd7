/**
 * When two spellings of a name are the same name, as SQL: spaces, dots, full-width forms and a declared table of
 * traditional and variant characters make no difference; anything else does (L1 id and name equal, L2 doubt).
 */
const VARIANTS: readonly (readonly [from: string, to: string])[] = [
  ['國', '国'],
  ['華', '华'],
  ['麗', '丽'],
  ['張', '张'],
  ['陳', '陈'],
  ['劉', '刘'],
  ['馬', '马'],
  ['孫', '孙'],
  ['趙', '赵'],
  ['楊', '杨'],
  ['鄒', '邹'],
  ['遲', '迟'],
  ['叢', '丛'],
  ['許', '许'],
  ['譚', '谭'],
  ['龍', '龙'],
  ['鳳', '凤'],
  ['蘭', '兰'],
  ['偉', '伟'],
  ['軍', '军'],
  ['強', '强'],
]

/** Macro bodies that the lake creates once: norm_name(x), id_key(x), key_birth(k), key_sex(k). */
export const AGREEMENT_MACROS: readonly string[] = [
  `CREATE OR REPLACE MACRO norm_name(x) AS translate(regexp_replace(x, '[\\s\\x{3000}\\x{00A0}\\x{200B}·•．.‧・]', '', 'g'), '${VARIANTS.map(([from]) => from).join('')}', '${VARIANTS.map(([, to]) => to).join('')}')`,
  // The check character follows from the other 17, so 17 digits are the whole id and join as one integer.
  'CREATE OR REPLACE MACRO id_key(x) AS CAST(substr(x, 1, 17) AS BIGINT)',
  'CREATE OR REPLACE MACRO key_birth(k) AS CAST(k // 1000 % 100000000 AS INTEGER)',
  'CREATE OR REPLACE MACRO key_sex(k) AS CAST(CASE WHEN k % 2 = 1 THEN 1 ELSE 2 END AS TINYINT)',
]
