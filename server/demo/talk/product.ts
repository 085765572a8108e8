// #product: how Pip 2 came to be, was launched, and what came back.
import { talk } from '../parse-talk.ts'

export const product = talk`
# product 70 10:15
nadia: Kick-off for **Pip 2**. The one-pager, so that we all mean the same thing:

  | | Pip 1 | Pip 2 |
  |---|---|---|
  | Battery | 14 months | 3 years |
  | Range in a glasshouse | 80 m | 250 m |
  | Measures | moisture, temperature | + conductivity |
  | Set-up | 12 steps | 3 steps |
  | Price | 89 € | 99 € |

  What we leave out on purpose: a display, a second colour, anything that needs an account before it shows a number.
+ 👍 alice carla jonas haruka 🎯 daniel lena
alice: I love the last line most.
jonas: Three years means we sleep 99.98 % of the time. Doable, if nobody adds a blinking light.
lena: What about a *small* blinking light?
jonas> No.
lena> A blinking light that looks like a firefly?
jonas> …no.
+ 😂 nadia carla haruka
carla: Three steps I can do in two: hold it to the Hub, name the bed. The third would be pride.

# product 68 14:00
nadia: Who talks to growers this week? I want ten conversations before we fix anything.
hugo: J'en ai trois près de Nantes, jeudi et vendredi.
quinn: Two in Ontario, one of them is *huge*.
ines: I can do Sonnenwinkel and the two from the school gardens.
farid: One near Alexandria, in Arabic. I will translate the notes.
nadia: That is ten with mine. You are wonderful. Template for the notes: what did they do the last time a bed dried out? No questions about features.
+ 💚 alice carla

# product 63 09:40
nadia: What ten growers told us, very short:

  - **9 of 10** look at the app in the morning, standing, with one hand.
  - **7 of 10** do not trust a number they cannot explain to an apprentice.
  - **6 of 10** have lost a sensor in the compost at least once.
  - Nobody mentioned the graph that we spent two months on.
+ 😬 daniel greta kofi 🙏 alice
carla: "Explain to an apprentice" is the best design brief I have ever been given.
jonas: Lost in the compost: the housing could be yellow?
carla> Signal yellow with a loop for a string. I will draw it.
+ 💛 jonas lena nadia
greta: I built that graph. It is fine. I am fine.
+ 😂 carla daniel ❤️ nadia

# product 58 11:00
haruka: Radio test in the lab: 310 m in the open, 190 m through wet leaves. Glass is easy, tomatoes are hard.
+ 🍅 jonas nadia carla
nadia: Is 250 m in a *planted* glasshouse realistic?
haruka> With the antenna turned by 90°, yes. I need one more week.
haruka>> Turned the antenna: **262 m** through wet tomatoes. The housing must grow by 4 mm.
+ 🎉 nadia jonas alice
carla> 4 mm is fine if it is 4 mm everywhere.
jonas: 了解です 🙂
+ 😄 haruka

# product 54 15:20
theo: Costs per piece with the new housing: 41.20 €. At 99 € that leaves less than I like, but more than last time.
nadia: Where is the biggest block?
theo> The conductivity probe, 11.60 €.
jonas> I get it down to 8.90 € if we order 5,000.
theo> Then order 5,000, but let us talk about *where they sleep* first.
+ 📦 bob rosa

# product 49 10:05
lena: Fresh from the fair, the five things people asked most often:

  1. Does it work without internet? (**yes!**)
  2. Does it work with my irrigation from $OTHER_BRAND?
  3. What happens to my data when you go bankrupt?
  4. Can my neighbour see my values?
  5. Is there a sticker?
+ 🏷️ greta 😂 alice
alice: Number three deserves an honest page on the website. I will write it myself.
+ 👏 bob nadia theo
nadia: Number two is a real feature. Kofi, how bad is it?
kofi> Two of the four large makers have an open interface. One has a PDF from a long time ago. One has a lawyer.
nadia> We do the two, we read the PDF, we do not wake the lawyer.

# product 44 13:30
nadia: Decision on the battery, so that we stop discussing it: **replaceable, one AA lithium, no tool needed.** Reasons: repair law, customers asked, and Jonas has been right about this for two years.
+ 🔋 haruka carla oskar 🙌 jonas
jonas: I am printing this message.

# product 40 09:50
priya: Beta group is ready: 24 farms, 190 sensors, 6 countries. Everyone has a box, a QR code and my phone number.
+ 🎉 nadia alice farid
nadia: Your *private* number?
priya> The beta phone. It lives in a drawer at night.
farid: Two of the beta farms write only Arabic, one only French. I take the first, Inès the second?
ines> Bien sûr.

# product 37 16:00
priya: First beta week in numbers:

  - 190 of 190 sensors report, 3 needed a second try
  - set-up took **2 min 40 s** on average (Pip 1: 19 min)
  - most frequent complaint: "Is it already working?"
+ 🤩 carla nadia alice greta
carla: "Is it already working?" is a problem of mine: success looks like nothing. I will add a moment that says *done*.
oskar: A short vibration and a green leaf?
carla> Leaf yes. Vibration only if the phone is in the hand. Let me draw it, see #design.

# product 32 10:20
nadia: We have to choose what does **not** make it into 1.0:

  - irrigation control (too dangerous to rush)
  - sharing a bed with a neighbour
  - dark mode in the app

  Objections until tomorrow noon, with a reason.
greta: Dark mode is done. It took an afternoon because Carla's tokens are that good.
+ 🌙 carla oskar
nadia> Then it makes it in. I love objections like that.
hugo: Sharing with the *advisor* is in every contract I sign this year.
nadia>> Good reason. Read-only link for advisors comes into 1.0, sharing with neighbours stays out.
+ 👍 hugo ines quinn

# product 28 14:45
nadia: Price, final: **99 €**, five for 449 €, schools at cost. Alice and Theo have both signed. Quinn: 119 CAD.
quinn: I can sell that with my eyes closed.
alice: Please keep them open.
+ 😂 quinn theo nadia

# product 24 09:30
priya: Two bugs that I do not want to ship with:

  1. After a Hub update the sensor shows *yesterday's* value for up to 15 minutes.
  2. In Arabic the chart's axis runs the wrong way.
daniel: 1 is a cache header, I take it today.
greta: 2 is mine. The axis is right, the labels are wrong, which is worse.
priya>> Both verified. الرسم البياني صحيح الآن ✅
+ ✅ nadia farid greta
farid: تمام! I showed it to the farm near Alexandria and they said "of course, why would it be different?"

# product 21 15:10
nadia: Go / no-go for tomorrow. One line each, please, honestly.
jonas: Hardware: go. 600 packed, 2,400 in the warehouse.
haruka: Firmware 2.0.3: go.
oskar: App: go, in both stores since this morning.
daniel: Hub: go.
marek: Servers: go. I have rehearsed ten times the load, and the way back.
farid: Support: go. Seven languages, and I bought dates for everybody.
theo: Money: go, obviously.
lena: Website and mail: go. I am very nervous.
priya: Quality: **go**. I never say that.
nadia: Then we go. Sleep well, all of you. @channel
+ 🚀 alice carla jonas haruka oskar daniel marek farid 💚 lena priya

# product 18 10:00
ines: First voices after three days: "simple", "pretty", "where do I stick it". The manual shows it on page two, but nobody opens a manual.
carla: We could print it on the inside of the lid. Everybody opens a lid.
jonas> The lid's mould can be changed for the next batch. 300 €.
nadia> Do it.
+ 📦 carla ines

# product 14 11:30
kofi: Two weeks of Pip 2 in one table:

  | Week | Sensors online | Median set-up | Returned |
  |:--|--:|--:|--:|
  | 1 | 812 | 2 min 31 s | 4 |
  | 2 | 1,960 | 2 min 12 s | 6 |

  Of the ten that were returned, eight were bought twice by mistake. That is a shop problem, not a sensor problem.
+ 📈 alice theo nadia 🙌 jonas
lena: The "buy" button does not look pressed. I also bought two. Fixing it with Carla today.
+ 😅 carla theo

# product 10 09:45
nadia: Roadmap for the next quarter, in draft. Please poke holes:

  - **Now:** irrigation from the two open makers, advisor links, calmer notifications
  - **Next:** sharing with neighbours, frost alarm
  - **Not now:** our own valve, weather forecasts, anything with "AI" in front of it
+ 👀 alice daniel kofi hugo
haruka: Frost alarm is possible without new hardware. The sensor already knows.
quinn: Frost alarm would sell by itself in Canada. *By itself.*
kofi> A cheap version: dew point and falling temperature, warn two hours before. 92 % right on last winter's data.
nadia>> Frost alarm moves from *Next* to *Now*. Neighbours can wait for each other.
+ ❄️ quinn haruka oskar 🎉 farid

# product 7 14:10
carla: A thought about the frost alarm: a phone that shouts at 4 am must be right, and must say *what to do*. "Frost likely at 06:10 in beds 3–5. Cover them, or open the mist line."
alice: Yes. An alarm without an instruction is only a scare.
nadia: Stealing that sentence for the spec.
+ 📝 carla

# product 4 10:30
nadia: Frost alarm, first cut of the rules. @carla please look at the wording, @alice at the promise we make with it:

  ´´´yaml
  frost:
    warn_when:
      falling_for: 45m
      dew_point_below: 1.5
      expected_minimum_below: 0.5
    warn_ahead: 2h
    quiet_after: 1 warning per night and bed
    never_say: "guaranteed"
  ´´´
+ 👍 kofi haruka quinn
carla> ´never_say: "guaranteed"´ ❤️
alice>> Happy with the promise: we warn, we do not insure. Let us write exactly that.
nadia> Done.

# product 2 13:40
priya: The frost alarm has been running silently on 40 farms for three nights. 31 warnings, 29 right, 2 that were "almost".
+ 🥶 kofi nadia haruka quinn
nadia: What is almost?
priya> 0.7 °C. The grower covered the beds anyway and thanked us.
`
