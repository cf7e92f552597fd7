/** Code lists that registers use: GB/T where there is one, ours (marked) where there is none. */
import { type CodeRow, list } from './list.ts'

export const SEX = list('sex', 'GB/T 2261.1', [
  ['0', '未知', 'unknown', '未知的性别'],
  ['1', '男', 'male', '男性', 'M'],
  ['2', '女', 'female', '女性', 'F'],
  ['9', '未说明', 'not told', '未说明的性别'],
])
/** The 56 peoples in the standard's order, its codes 01 to 56. */
const PEOPLES =
  '汉:Han 蒙古:Mongol 回:Hui 藏:Tibetan 维吾尔:Uygur 苗:Miao 彝:Yi 壮:Zhuang 布依:Buyei 朝鲜:Korean 满:Manchu 侗:Dong 瑶:Yao 白:Bai 土家:Tujia 哈尼:Hani 哈萨克:Kazak 傣:Dai 黎:Li 傈僳:Lisu 佤:Va 畲:She 高山:Gaoshan 拉祜:Lahu 水:Sui 东乡:Dongxiang 纳西:Naxi 景颇:Jingpo 柯尔克孜:Kirgiz 土:Tu 达斡尔:Daur 仫佬:Mulao 羌:Qiang 布朗:Blang 撒拉:Salar 毛南:Maonan 仡佬:Gelao 锡伯:Xibe 阿昌:Achang 普米:Pumi 塔吉克:Tajik 怒:Nu 乌孜别克:Uzbek 俄罗斯:Russian 鄂温克:Ewenki 德昂:Deang 保安:Bonan 裕固:Yugur 京:Gin 塔塔尔:Tatar 独龙:Derung 鄂伦春:Oroqen 赫哲:Hezhen 门巴:Monba 珞巴:Lhoba 基诺:Jino'
export const ETHNIC = list('ethnic', 'GB/T 3304', [
  ...PEOPLES.split(' ').map((people, at): CodeRow => {
    const [zh = '', en = ''] = people.split(':')
    return [String(at + 1).padStart(2, '0'), zh, en, `${zh}族`, ...(at < 9 ? [String(at + 1)] : [])]
  }),
  ['97', '其他', 'other', '其他未识别的民族'],
  ['98', '外国血统中国籍人士', 'Chinese citizen of foreign descent', '入籍'],
  ['99', '未说明', 'not told', '未知'],
])
/**
 * GB/T 4761 relation to the head of household, its classes; the finer codes are spellings of their class. Step and adopted
 * children, and relatives by marriage, are other relatives: from them no parent may be inferred.
 */
export const RELATION = list('relation', 'GB/T 4761', [
  ['01', '户主', 'head', '本人', '02', '1'],
  ['10', '配偶', 'spouse', '妻', '夫', '11', '12', '妻子', '丈夫'],
  [
    '20',
    '子',
    'son',
    '儿子',
    '长子',
    '次子',
    '独生子',
    '三子',
    '四子',
    '五子',
    '21',
    '22',
    '23',
    '24',
    '25',
    '26',
    '29',
  ],
  [
    '30',
    '女',
    'daughter',
    '女儿',
    '长女',
    '次女',
    '独生女',
    '三女',
    '四女',
    '五女',
    '31',
    '32',
    '33',
    '34',
    '35',
    '36',
    '39',
  ],
  [
    '40',
    '孙子女',
    'grandchild',
    '孙子',
    '孙女',
    '外孙',
    '外孙子',
    '外孙女',
    '曾孙',
    '曾孙女',
    '41',
    '42',
    '43',
    '44',
    '47',
    '48',
    '49',
  ],
  ['50', '父母', 'parent', '父', '母', '父亲', '母亲', '51', '52'],
  [
    '60',
    '祖父母',
    'grandparent',
    '祖父',
    '祖母',
    '外祖父',
    '外祖母',
    '外祖父母',
    '61',
    '62',
    '63',
    '64',
    '66',
    '67',
    '69',
  ],
  ['70', '兄弟姐妹', 'sibling', '兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹', '71', '73', '75', '77', '79'],
  [
    '97',
    '其他亲属',
    'other relative',
    '儿媳',
    '女婿',
    '养子',
    '养女',
    '继子',
    '继女',
    '公公',
    '婆婆',
    '岳父',
    '岳母',
    '侄子',
    '侄女',
    '外甥',
    '外甥女',
    '27',
    '28',
    '37',
    '38',
    '45',
    '46',
    '53',
    '54',
    '55',
    '56',
    '57',
    '58',
    '59',
    '65',
    '68',
    '72',
    '74',
    '76',
    '78',
    '80',
    '81',
    '82',
    '83',
    '84',
    '85',
    '86',
    '87',
    '88',
    '89',
    '90',
    '91',
    '92',
    '93',
    '94',
    '95',
    '96',
  ],
  ['99', '非亲属', 'not related', '其他', '98'],
])
export const URBAN_RURAL = list('urbanRural', '本系统', [
  ['1', '城镇', 'urban', '城市', '非农业', '城'],
  ['2', '农村', 'rural', '乡村', '农业', '农'],
])
export const HUKOU_CANCEL = list('hukouCancel', '本系统', [
  ['1', '死亡', 'death', '死亡注销'],
  ['2', '迁出', 'moved out', '迁往市外'],
  ['3', '出国定居', 'settled abroad'],
  ['9', '其他', 'other'],
])
export const DISABILITY_CLASS = list('disabilityClass', 'GB/T 26341-2010', [
  ['1', '视力', 'sight', '视力残疾'],
  ['2', '听力', 'hearing', '听力残疾'],
  ['3', '言语', 'speech', '言语残疾'],
  ['4', '肢体', 'limb', '肢体残疾'],
  ['5', '智力', 'intellectual', '智力残疾'],
  ['6', '精神', 'mental', '精神残疾'],
  ['7', '多重', 'multiple', '多重残疾'],
])
export const DISABILITY_GRADE = list('disabilityGrade', 'GB/T 26341-2010', [
  ['1', '一级', 'grade 1', '壹级', 'Ⅰ级'],
  ['2', '二级', 'grade 2', '贰级', 'Ⅱ级'],
  ['3', '三级', 'grade 3', '叁级', 'Ⅲ级'],
  ['4', '四级', 'grade 4', '肆级', 'Ⅳ级'],
])
/** How a sentence is served: only "in custody" holds a parent away. */
export const SENTENCE_MODE = list('sentenceMode', '本系统', [
  ['1', '在押', 'in custody', '服刑', '收监'],
  ['2', '缓刑', 'suspended sentence'],
  ['3', '监外执行', 'served outside', '暂予监外执行'],
  ['4', '保外就医', 'medical parole'],
])
export const COURT_DOCUMENT = list('courtDocument', '本系统', [
  ['1', '宣告死亡', 'declared dead'],
  ['2', '宣告失踪', 'declared missing'],
  ['3', '撤销监护人资格', 'guardianship revoked', '撤销监护资格'],
  ['4', '撤销死亡宣告', 'declaration of death revoked'],
  ['5', '撤销失踪宣告', 'declaration of missing revoked'],
  ['6', '恢复监护人资格', 'guardianship restored', '恢复监护资格'],
])
/** Class of illness as the insurer or health office delivers it; which diseases count is P-ILL-LIST (open). */
export const ILLNESS_CLASS = list('illnessClass', '本系统', [
  ['1', '重大疾病', 'severe', '重病'],
  ['2', '罕见病', 'rare'],
  ['3', '地方病', 'endemic'],
  ['4', '慢性病', 'chronic', '门诊慢特病'],
  ['9', '其他', 'other'],
])
export const SCHOOL_STAGE = list('schoolStage', '本系统', [
  ['10', '学前', 'preschool', '幼儿园'],
  ['21', '小学', 'primary'],
  ['31', '初中', 'junior middle'],
  ['34', '普通高中', 'senior middle', '高中'],
  ['36', '中职', 'secondary vocational', '中等职业', '职高', '中专', '技校'],
  ['41', '大专', 'junior college', '专科', '高职'],
  ['42', '本科', 'bachelor'],
  ['43', '硕士', 'master', '硕士研究生'],
  ['44', '博士', 'doctor', '博士研究生'],
])
export const SCHOOL_STATUS = list('schoolStatus', '本系统', [
  ['1', '在读', 'enrolled', '在校', '在籍'],
  ['2', '休学', 'suspended'],
  ['3', '毕业', 'graduated'],
  ['4', '退学', 'left', '离校', '肄业'],
])
export const MARRIAGE_EVENT = list('marriageEvent', '本系统', [
  ['1', '结婚', 'marriage', '结婚登记'],
  ['2', '离婚', 'divorce', '离婚登记'],
])
export const ASSISTANCE = list('assistance', '本系统', [
  ['DB', '最低生活保障', 'subsistence allowance', '低保'],
  ['TK', '特困人员救助供养', 'extreme hardship support', '特困'],
  ['BY', '低保边缘', 'near-subsistence', '低保边缘家庭', '边缘'],
  ['GX', '刚性支出困难', 'essential-expenditure hardship', '刚性支出困难家庭', '刚性'],
  ['LS', '临时救助', 'temporary assistance'],
])
export const CHILD_BENEFIT = list('childBenefit', '本系统', [
  ['CH-1', '机构养育儿童', 'institution-raised child'],
  ['CH-2', '社会散居孤儿', 'scattered orphan'],
  ['CH-3', '事实无人抚养儿童', 'de-facto-unattended child'],
  ['CH-4', '重点困境儿童', 'key child in difficulty'],
  ['GRANT', '助学金', 'education grant', '助学'],
])
export const DISABILITY_SUBSIDY = list('disabilitySubsidy', '本系统', [
  ['1', '困难残疾人生活补贴', 'living subsidy', '生活补贴', '困残补贴'],
  ['2', '重度残疾人护理补贴', 'care subsidy', '护理补贴'],
])
export const GUARDIAN_RELATION = list('guardianRelation', '本系统', [
  ['1', '父亲', 'father', '父'],
  ['2', '母亲', 'mother', '母'],
  ['3', '祖父母', 'grandparent', '祖父', '祖母', '爷爷', '奶奶'],
  ['4', '外祖父母', 'maternal grandparent', '外祖父', '外祖母', '姥爷', '姥姥'],
  ['5', '兄姐', 'elder sibling', '兄', '姐'],
  ['6', '其他亲属', 'other relative'],
  ['7', '民政部门', 'civil affairs bureau'],
  ['8', '村居委会', 'village committee'],
  ['9', '其他', 'other'],
])
export const GUARDIAN_BASIS = list('guardianBasis', '本系统', [
  ['1', '法定', 'by law'],
  ['2', '协议', 'by agreement'],
  ['3', '指定', 'appointed'],
  ['4', '法院指定', 'by court'],
])
export const INSTITUTION_KIND = list('institutionKind', '本系统', [
  ['1', '儿童福利机构', 'child welfare institution', '儿童福利院'],
  ['2', '社会福利机构', 'social welfare institution', '社会福利院'],
  ['3', '家庭寄养', 'foster care by the institution', '寄养'],
])
export const SEARCH_RESULT = list('searchResult', '本系统', [
  ['0', '查找中', 'searching', '正在查找'],
  ['1', '未找到', 'not found', '查找无果'],
  ['2', '已找到', 'found'],
])
export const RESTRICTION = list('restriction', '本系统', [
  ['1', '指定居所监视居住', 'residential surveillance elsewhere', '监视居住'],
  ['2', '留置', 'detention by supervision organ'],
  ['3', '拘留逮捕', 'detention or arrest', '逮捕', '刑事拘留'],
  ['4', '取保候审', 'bail'],
  ['5', '驱逐出境', 'deported', '遣送出境'],
])
