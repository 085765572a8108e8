// #general: news for everybody, birthdays, arrivals and farewells.
import { talk } from '../parse-talk.ts'

export const general = talk`
# general 70 08:45
alice: Good morning everybody, and welcome to our own place 🌱

  From today we talk here and no longer in six different apps. Three habits that will help:

  1. **Channels before direct messages.** If two people could learn from the answer, it belongs in a channel.
  2. **Threads for details.** The channel stays readable for those who were away.
  3. **Nobody has to answer in the evening.** Really.
+ 🌱 bob carla nadia daniel farid ❤️ rosa lena greta
bob: For those who care where things live: this runs on the grey box in our own server room, is backed up every night, and nobody outside can read along. Ask me anything.
+ 🔒 daniel marek 👏 alice theo
theo: Does that mean I can cancel the old subscription?
bob> Give it until the end of the month, then yes.
theo> You have just made my day.
+ 😂 bob alice
hugo: Bonjour à toutes et à tous ! Content de ne plus chercher mes messages partout.
haruka: おはようございます。東京からもよく見えています 👋
+ 👋 alice greta oskar
farid: صباح الخير من القاهرة ☀️
+ ☀️ ines priya
rosa: Please set a picture and your time zone in the profile. It saves us from calling Haruka at three in the morning. Again.
+ 😅 hugo haruka

# general 67 09:30
rosa: Reminder: the office is being painted tomorrow on the garden side. If your desk is there, take your plants home or put them into the meeting room.
jonas> My desk *is* plants.
rosa> I know. I have reserved you the trolley.
+ 🪴 jonas lena

# general 65 15:00
alice: Notes from this month's all-hands, for everybody who could not be there:

  - We have **412 farms and nurseries** on the Hub, 61 more than at the last one.
  - Churn is 1.1 %, mostly people who stopped farming altogether.
  - The money lasts 19 months at today's pace. Theo has the sheet if you want to see the working.
  - **Pip 2 ships this season.** Nadia leads it, and what Nadia says goes.

  > We do not win by having more features than the big ones. We win because a gardener with wet hands can use it.

  Questions in the thread, please.
+ 👏 bob carla daniel nadia hugo quinn 🚀 oskar greta kofi
quinn> What does "this season" mean for North America? Growers here order very early.
nadia> First boxes in about ten weeks for Europe, three weeks later for you. I will put dates on it after the radio tests.
quinn> That works. Thank you for not rounding it down.
theo> Sheet is linked in the handbook under *Money, honestly*.
+ 🙏 alice

# general 61 09:05
rosa: Everybody, today is @farid's birthday 🎂 Cake at three, and for those elsewhere: there is a voucher in your mail for a cake of your own.
+ 🎂 alice bob carla hugo ines kofi 🎉 greta priya quinn
carla: Parabéns, Farid! 🥳
hugo: Joyeux anniversaire !
jonas: Alles Gute!
haruka: お誕生日おめでとうございます 🎉
oskar: Gratulerer med dagen!
farid: Thank you all. شكراً جزيلاً. I did not know that I have so many languages to be embarrassed in.
+ 😂 carla bob nadia

# general 57 10:10
theo: Expenses of last month: seven people still owe me receipts. You know who you are, and so do I.
quinn> Is it me?
theo> It is always you, Quinn.
+ 😂 hugo alice bob quinn

# general 52 16:40
lena: Greetings from hall 7! We spoke with 140 growers today and the demo bed has survived all of them. Hugo has no voice any more, which some call a success.
+ 🎉 alice nadia carla 😂 bob quinn
hugo: 🗣️❌
+ 🍋 rosa

# general 47 09:15
bob: Short heads-up: I am switching the office network to the new line at 18:00 today. Ten minutes without internet. Please do not start a video call with a customer at 17:58.
quinn> What about a call at 17:59?
bob> I will find you.
+ 😂 farid daniel
bob: Done. It took four minutes, and the printer works again. I did nothing to the printer.
+ 🖨️ theo rosa 🙌 alice

# general 42 08:50
alice: Please welcome @sam, who joins Daniel's team today as a backend engineer! Sam comes from a bakery's booking system, plays the cello, and has promised to ask *all* the questions.
+ 👋 bob carla daniel greta kofi marek 🎻 nadia oskar
sam: Hello everyone! Very happy to be here. First question: which of the two coffee machines is the good one?
rosa> The left one. The right one is for guests and enemies.
+ ☕ jonas lena
daniel: Welcome Sam. @marek is your buddy for the first weeks, so every question goes to him first 😇
marek> I was told it is an honour.

# general 38 11:00
rosa: Team day is settled: in four weeks, at the lake, two nights. Please tell me by the end of next week:

  - what you do **not** eat
  - whether you want your own room
  - whether you can swim (for the canoes)
+ 🛶 oskar sam greta ✅ bob carla farid
ines: No shellfish for me. And I swim like a stone, so a canoe with somebody patient, please.
oskar> I am patient. I am also Norwegian, so the canoe is mine.

# general 33 14:20
alice: We have signed with **Serres du Lac**: 38 greenhouses, the largest customer we have ever had. Hugo and Inès have worked on this for *eleven months*. Thank you both. 💚
+ 🎉 bob carla daniel nadia farid theo rosa lena greta 🥂 quinn hugo ines
ines: Merci ! Et merci à Kofi for the export that convinced their agronomist.
kofi: They only wanted a CSV with the right decimal comma. It took one hour. I will never tell them.
+ 🤫 ines hugo 😂 alice

# general 29 09:00
bob: Security training is in your calendar for next week. Forty minutes, no slides with a hooded person in front of green letters, I promise.
+ 🙏 carla greta daniel
bob: And because somebody asked: yes, a phrase of five words is a better password than ´P4ssw0rd!´. Length wins.

# general 25 10:30
nadia: The Pip 2 housings have arrived and they are *beautiful*. If you are in the office, touch one. If you are not, I am sorry, and Lena will post pictures.
+ 😍 carla jonas lena 🤩 oskar haruka

# general 22 12:00
jonas: Today is @viktor's last day with us before he goes back to university. He has soldered more prototypes than the rest of us together. Farewell drinks at five, in the workshop.
+ 😢 lena rosa ❤️ haruka daniel alice
viktor: Thank you all for a great year! I learned more here than in four semesters, mostly from breaking things next to Jonas. See you at the next trade fair, on the other side of the table 👋
+ 👋 bob carla alice greta oskar jonas
alice: The door stays open. Finish that thesis!

# general 20 09:00
nadia: **Pip 2 is on sale.** 🚀

  The shop is live, the first 600 are packed, and the manual exists in seven languages. What each of you did for this would fill a page, so instead: thank you. Cake at four.
+ 🚀 alice bob carla daniel farid greta haruka hugo ines jonas kofi 🎉 lena marek oskar priya quinn rosa sam theo
alice: I have waited three years to read this message.
+ ❤️ nadia jonas carla
haruka: ついに！おめでとうございます 🎊
marek: First order came in 41 seconds later. From a customer, not from Hugo.
+ 😂 hugo nadia bob
hugo: J'étais deuxième.
quinn: Two pre-orders from Ontario already, and it is six in the morning here.
+ 🇨🇦 alice lena

# general 17 15:30
theo: For the curious: 214 orders in three days, which is 36 % of what we planned for the month. No champagne yet, but I have looked up where it is sold.
+ 🍾 alice nadia lena hugo

# general 12 09:20
rosa: The team day pictures are in the shared folder. The one of Oskar standing in a canoe is *not* to be used as an emoji.
+ 🛶 sam greta bob alice lena
oskar> Too late, I am proud of it.

# general 9 10:00
bob: The bicycle room has a new lock. Your office card opens it. If it does not, come by with the card and thirty seconds of time.
+ 🚲 greta daniel jonas

# general 6 11:15
lena: *Gemüse & Glas*, the growers' magazine, has tested eight soil sensors and Pip 2 came **first**. Quote: "The only one that our apprentice set up without reading anything."
+ 🥇 alice nadia carla jonas haruka greta 🎉 hugo ines quinn farid
carla: That sentence goes on my wall.
alice: That sentence goes on *my* wall. Carla, make two prints.
+ 🖼️ carla

# general 3 09:10
rosa: Flu vaccinations are in the meeting room this afternoon, every ten minutes from two. No need to sign up, just come by.
+ 💉 theo bob ines

# general 1 15:00
alice: All-hands tomorrow morning at ten, as always with questions first. Put yours into the thread, also the uncomfortable ones.
+ 👍 bob nadia theo
marek> When do we get a second person for on-call?
alice> Fair. Bob and I will bring an answer, not an excuse.
+ 🙏 marek kofi
ines> Can we talk about prices for very small farms?
priya> And: do we keep the four-day week in summer?

# general 0 11:20
alice: Thank you for all the questions this morning. In short: a second on-call person is approved (@bob writes the ad), small farms get a price of their own, and yes, the four-day week in summer stays.
+ 🎉 marek kofi sam greta priya ❤️ ines farid oskar 👏 daniel
`
