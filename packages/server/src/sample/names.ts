/**
 * Surnames and given names by cohort and sex. The distributions are declared by us and marked assumed: no freely
 * licensed count by cohort was found. They only need to look like a city and to hold the hard cases: rare characters
 * outside GBK, compound surnames, middle-dot names.
 */
import { cumulate, type Random } from './random.ts'

const SURNAMES =
  '王李张刘于孙姜林宋曲陈杨赵徐马吕初丛邹迟隋郭高周梁孟牟苗冷衣慕栾战修史唐谭盛姚董袁许韩曹范蔡滕柳冯都贾门葛'
const COMPOUND = ['欧阳', '司马', '诸葛', '慕容', '上官']
const RARE = ['㼆', '䶮', '𬱖', '㛃', '𫖯']
const GIVEN: readonly (readonly [male: string, female: string])[] = [
  ['德福贵财山海田忠义仁和顺祥仁礼树林玉振喜永庆', '英兰芳秀珍花桂香玉凤莲淑贤翠菊云爱荣美月'],
  ['军建国强伟志勇明华杰峰刚平涛辉斌波宏卫东林', '丽红霞梅燕敏娟华玲萍艳静芳晓英琳娜莉云洁'],
  ['浩鹏磊宇超凯翔旭晨阳俊杰博文帅龙飞斌鑫程', '婷雪莹晶倩丹娜璐颖洁琪萌瑶佳欣怡蕾慧雯婧'],
  ['梓轩宇浩子涵睿泽奕辰沐阳俊皓霖铭逸安佑川一诺', '梓涵欣怡诗雨一诺可馨语桐若汐妍禾悦宁晗沐苒'],
]
const SURNAME_WEIGHTS = cumulate([...SURNAMES].map((_, rank) => 1 / (rank + 4)))
const letters = GIVEN.map(([male, female]) => [[...male], [...female]] as const)
const surnames = [...SURNAMES]

export const drawSurname = (random: Random): string =>
  random.chance(0.0008) ? random.pick(COMPOUND) : (surnames[random.weighted(SURNAME_WEIGHTS)] ?? '王')

/** The surname a name begins with. */
export const surnameOf = (name: string): string => COMPOUND.find((one) => name.startsWith(one)) ?? [...name][0] ?? '王'

const cohort = (year: number): number => (year < 1960 ? 0 : year < 1985 ? 1 : year < 2008 ? 2 : 3)

/** A given name of one or two characters; one in two thousand holds a character outside GBK. */
export function drawGiven(random: Random, birthYear: number, sex: number): string {
  const pool = letters[cohort(birthYear)]?.[sex === 1 ? 0 : 1] ?? ['明']
  const first = random.chance(0.0005) ? random.pick(RARE) : random.pick(pool)
  return random.chance(birthYear < 2000 ? 0.22 : 0.08) ? first : first + random.pick(pool)
}

/** A minority name with a middle dot, for one person in a few thousand. */
export const drawDotted = (random: Random): string =>
  `${random.pick(['阿依', '买买提', '古丽', '迪丽', '艾力'])}·${random.pick(['努尔', '买提', '热木', '扎提'])}`
