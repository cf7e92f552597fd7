/** Code lists of the registers that social assistance asks: means, needs, applications; all ours. */
import { list } from './list.ts'

/** What social insurance pays by the month; the central basic pension stands apart, for it may not count as income. */
export const INSURANCE_BENEFIT = list('insuranceBenefit', '本系统', [
  ['1', '职工养老金', 'employee pension', '企业养老金', '机关事业养老金'],
  ['2', '居民基础养老金', 'basic pension of residents', '城乡居民基础养老金'],
  ['3', '居民个人账户养老金', "residents' individual pension", '城乡居民个人账户养老金'],
  ['4', '失业保险金', 'unemployment benefit'],
])
export const INCOME_CLASS = list('incomeClass', '个人所得税法', [
  ['1', '工资薪金', 'wages', '工资、薪金'],
  ['2', '劳务报酬', 'fees for services'],
  ['3', '经营所得', 'business income'],
  ['4', '财产租赁', 'rent'],
  ['5', '利息股息红利', 'interest and dividends'],
  ['6', '财产转让', 'transfer of property'],
  ['9', '其他', 'other'],
])
export const ENTERPRISE_ROLE = list('enterpriseRole', '本系统', [
  ['1', '法定代表人', 'legal representative', '法人代表'],
  ['2', '股东', 'shareholder', '出资人'],
  ['3', '个体经营者', 'sole trader', '个体工商户经营者'],
  ['4', '董监高', 'director or officer', '董事', '监事', '经理'],
])
export const ENTERPRISE_STATUS = list('enterpriseStatus', '本系统', [
  ['1', '存续', 'active', '在营', '开业'],
  ['2', '吊销', 'licence revoked'],
  ['3', '注销', 'struck off'],
])
export const PROPERTY_USE = list('propertyUse', '本系统', [
  ['1', '住宅', 'dwelling', '成套住宅'],
  ['2', '商业', 'shop', '商服'],
  ['3', '办公', 'office'],
  ['4', '车库', 'garage', '车位'],
  ['9', '其他', 'other'],
])
export const VEHICLE_KIND = list('vehicleKind', '本系统', [
  ['1', '汽车', 'car or lorry', '小型汽车', '货车'],
  ['2', '摩托车', 'motorcycle'],
  ['3', '船舶', 'ship', '渔船'],
  ['4', '大型农机具', 'large farm machine', '拖拉机', '联合收割机'],
])
export const ASSET_KIND = list('assetKind', '本系统', [
  ['1', '存款', 'deposit', '银行存款'],
  ['2', '证券', 'securities', '股票'],
  ['3', '基金', 'fund', '理财'],
  ['4', '商业保险', 'commercial insurance'],
  ['5', '债权', 'claim'],
  ['6', '互联网金融资产', 'internet finance', '网络支付余额'],
])
/** 民发〔2021〕57号 article 13: 1x counts, 2x does not, 3x waits for the city. */
export const INCOME_KIND = list('incomeKind', '民发〔2021〕57号', [
  ['11', '工资性收入', 'wages', '工资'],
  ['12', '经营净收入', 'net business income', '务农收入', '经营收入'],
  ['13', '财产净收入', 'net property income', '租金'],
  ['14', '养老金', 'pension'],
  ['15', '失业保险金', 'unemployment benefit'],
  ['16', '赡养抚养扶养费', 'support by obligors', '赡养费', '抚养费', '扶养费'],
  ['19', '其他转移净收入', 'other net transfers', '其他收入'],
  ['20', '居民基础养老金', 'basic pension of residents'],
  ['21', '优抚', 'preferential treatment of veterans', '抚恤金'],
  ['22', '计划生育奖励扶助', 'family-planning reward'],
  ['23', '奖学金助学金', 'scholarship', '奖学金', '助学金'],
  ['24', '见义勇为奖励', 'bravery award'],
  ['25', '社会救助款物', 'social assistance', '救助金'],
  ['26', '儿童基本生活费', "children's living allowance"],
  ['27', '残疾人两项补贴', 'disability subsidies'],
  ['28', '养老服务消费券', 'elder-care voucher'],
  ['31', '高龄津贴', 'old-age allowance'],
  ['32', '慈善捐赠', 'charity'],
])
export const EXPENSE_KIND = list('expenseKind', '刚性支出困难家庭认定办法', [
  ['1', '医疗', 'medical, own pay after all insurance', '医疗自付'],
  ['2', '教育', 'education'],
  ['3', '康复', 'rehabilitation, own pay', '残疾康复'],
  ['9', '其他', 'other'],
])
/** Why a legal obligor can support nobody, whatever the obligor's means: 民发〔2021〕43号. */
export const INCAPACITY = list('incapacity', '民发〔2021〕43号', [
  ['0', '无', 'none'],
  ['1', '无民事行为能力', 'no civil capacity'],
  ['2', '宣告失踪', 'declared missing'],
  ['3', '服刑', 'in prison', '在押'],
])
export const URGENT_CAUSE = list('urgentCause', '民发〔2018〕23号', [
  ['1', '火灾', 'fire'],
  ['2', '交通事故', 'traffic accident'],
  ['3', '突发重大疾病', 'sudden severe illness', '突发重病'],
  ['4', '其他突发困难', 'other sudden hardship', '其他特殊困难'],
  ['5', '教育支出', 'spending on education'],
  ['6', '医疗支出', 'spending on treatment'],
  ['9', '其他支出', 'other spending'],
])
export const REVIEW_FINDING = list('reviewFinding', '民发〔2022〕83号', [
  ['1', '就业增收', 'income from new employment', '就业'],
  ['2', '其他收入变化', 'other change of income'],
  ['3', '财产变化', 'change of property'],
  ['4', '成员变化', 'change of members'],
  ['9', '无变化', 'no change'],
])
