// A vocabulary to search in: what a company might write, in several languages, each word as often as in real talk
// (Zipf: the nth word is used 1/n as often as the first). Rarer words are made by chance from the letters of real ones,
// so that their parts are as common as those of a language. The same seed gives the same words.

/** Mulberry32: 32 bits of state, good enough for words. */
export function createChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const english = `the to a and we it is of in I you for that on this be have not with can but are so if as at will do
what was just they or an there from all my one your like when out up me would get now some about our then by how time know
think see more here new work need today should today's could still after make team channel maybe back before please because
good meeting week tomorrow only thanks who which look sure go also day been yes well into want them call customer server
first no other than project said next server's take those review release people really something again question problem
deploy build test branch merge design invoice order budget contract office morning friday monday report draft comment
schedule update version database search message thread screen button network error support ticket hotel train flight lunch
coffee holiday birthday deadline estimate proposal interview candidate training password printer laptop keyboard monitor
warehouse shipment delivery supplier production maintenance backup restore certificate firewall latency throughput
performance security compliance retention recording translation documentation architecture infrastructure responsibility`
const german = `der die und das ist nicht wir ich zu ein in es mit auf für sie den von haben auch heute noch morgen dann
aber kann sind bitte schon wenn mal eine nur wird danke über müssen Rechnung Kunde Angebot Besprechung Größe Straße
Lieferung Prüfung Verfügbarkeit Geschäftsführung Änderung Übersicht Freigabe Qualitätssicherung Bestellung Vertrag`
const french = `le la de et les des est pas nous je un une à en pour que qui dans sur avec ce il vous mais plus fait bien
être réunion déjà après client équipe demain semaine problème réponse facture délai été garçon façon sécurité développement`
const russian = `и в не на что мы я это с по как у но за так все да вы от бы уже для нет если только ещё завтра сегодня
сервер встреча договор счёт заказ клиент проверка обновление доступ сообщение вопрос разработка безопасность документация`
const arabic = `في من على أن هذا إلى لا ما هو نحن كان مع عن كل قد بعد اليوم غدا اجتماع مشروع العميل الخادم فاتورة تحديث سؤال
شكرا مرحبا رسالة مكتب تقرير الميزانية المراجعة التسليم`
const chinese = `的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经
十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间
样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严数据库连接服务器部署测试会议客户合同发票`
const japanese = `のはがをにでとてたしいるまなれすこもさありかららくんだけどきみそうよせめえばつおげじぶべろごずびぎ私今日明日会議資料確認お願いします東京大阪件名対応予定変更更新開発設計試験完了報告連絡顧客注文請求書サーバーデータベーステストメールファイルプロジェクトスケジュール`
const korean = `이그저것수나우리다는은가을를에서의로와과한하고지않있없되면요네오늘내일회의자료확인부탁드립니다서울부산서버배포테스트고객계약주문일정변경업데이트개발설계문서보안문제해결프로젝트메시지검색`

export type Language = { name: string; share: number; words: string[]; joins: string }

/** Words made from the letters of real ones: each letter follows two others as it does there. */
function invent(real: string[], count: number, chance: () => number): string[] {
  const followers = new Map<string, string[]>()
  for (const word of real) {
    const letters = `  ${word.toLowerCase()} `
    for (let at = 2; at < letters.length; at += 1) {
      const before = letters.slice(at - 2, at)
      followers.set(before, [...(followers.get(before) ?? []), letters[at] as string])
    }
  }
  const made = new Set<string>()
  while (made.size < count) {
    let word = '  '
    while (word.length < 16) {
      const choices = followers.get(word.slice(-2)) ?? [' ']
      const letter = choices[Math.floor(chance() * choices.length)] as string
      if (letter === ' ' && word.length > 5) break
      // Some letters by mere chance: otherwise there would be only the real words again.
      word += letter === ' ' || chance() < 0.12 ? (choices[0] === ' ' ? 'e' : (choices[0] as string)) : letter
      if (chance() < 0.05) word += 'aeiounrst'[Math.floor(chance() * 9)]
    }
    made.add(word.trim())
  }
  return [...made]
}

/** Words of one to three characters; the first characters of the list are the most common ones. */
function compose(characters: string, count: number, chance: () => number): string[] {
  const all = [...characters]
  const one = () => all[Math.floor(all.length ** chance())] as string
  const made = new Set<string>()
  while (made.size < count) {
    const length = 1 + Math.floor(chance() * 2.6)
    made.add(Array.from({ length }, one).join(''))
  }
  return [...made]
}

export function createLanguages(seed = 7): Language[] {
  const chance = createChance(seed)
  const spaced = (name: string, share: number, text: string, rare: number): Language => {
    const real = text.split(/\s+/)
    return { name, share, words: [...real, ...invent(real, rare, chance)], joins: ' ' }
  }
  const unspaced = (name: string, share: number, text: string, joins = ''): Language => ({
    name,
    share,
    words: compose(text, 6000, chance),
    joins,
  })
  return [
    spaced('english', 0.74, english, 30_000),
    spaced('german', 0.06, german, 8000),
    spaced('french', 0.04, french, 6000),
    spaced('russian', 0.04, russian, 6000),
    spaced('arabic', 0.02, arabic, 3000),
    unspaced('chinese', 0.05, chinese),
    unspaced('japanese', 0.03, japanese),
    unspaced('korean', 0.02, korean, ' '),
  ]
}

/** The nth word 1/n as often as the first. */
export const pickWord = ({ words }: Language, chance: () => number): string =>
  words[Math.floor(words.length ** chance()) - 1] as string
