// #design: drawings, critique, words.
import { talk } from '../parse-talk.ts'

export const design = talk`
# design 69 11:10
carla: New place, same rules. If you post something here, say which kind of answer you want:

  - 🌱 *seed*: is the idea any good?
  - 🌿 *plant*: does it work?
  - 🌷 *flower*: which pixel is wrong?
+ 🌱 greta nadia 🌿 oskar 🌷 lena
greta: 🌷 always 🌷
+ 😂 carla

# design 64 14:30
carla: 🌱 Set-up in two steps. Step one: hold the sensor to the Hub until the leaf is full. Step two: give the bed a name. That is all. What breaks?
greta> What if two people hold two sensors?
carla> Then two leaves grow. The Hub can tell them apart.
oskar> What if the Hub is three metres up on a beam? Ours is.
carla> …then we need a second way. Camera?
jonas> There is a QR code inside the lid.
carla>> Result: two ways in, touch or scan, and both end in the same place. Thank you, that was a good seed.
+ 🌱 nadia greta oskar

# design 59 10:00
carla: 🌿 Yellow housing, three shades. The left one is the old bus, the right one is a lemon, the middle one is *just right*.
jonas: Middle. Lemon fades in the sun, I tested eleven pigments.
lena: Middle looks best in photographs, too.
alice: I like the bus.
carla> Noted and lovingly ignored.
+ 😂 alice jonas lena

# design 55 15:45
greta: 🌷 The new list of beds. I measured it with a glove and a wet thumb: everything is 48 px or more.

  Is the grey of the second line readable outside? I get a contrast of 4.6 : 1.
carla> In the sun you want 7. Take ´--ink-2´ instead of ´--ink-3´.
greta> 7.4 : 1 now. I could read it from the roof.
+ ☀️ carla priya
priya: Tested with my father's reading glasses *off*. He approves.
+ ❤️ carla greta nadia

# design 50 09:25
lena: Words for the box, please choose:

  1. Know when to water.
  2. Your soil has something to say.
  3. Stick it in. Know.
oskar: 3 is a lawsuit.
alice: 1. It is what it does.
carla: 1 on the front, 2 inside the lid. A small surprise.
+ 📦 lena jonas nadia
lena: Sold.

# design 45 13:15
oskar: 🌿 How should the app look while it has no network? Today: a spinner that lies.
carla: Show the last values, and say how old they are. "Bed 3 · 41 % · 2 hours ago". Nothing spins unless something is really happening.
+ 👏 daniel priya oskar
priya: And please keep the grey state after coming back until the *new* value is there. Otherwise people trust an old one.
oskar> Agreed, that is one flag: ´isStale´.
nadia: This thread should be the help page.

# design 36 10:40
carla: 🌷 The *done* moment. The leaf fills, the name of the bed writes itself, and then the first value fades in. 900 ms all together, 0 ms if somebody has switched off motion.
greta: I have tears in my eyes and it is a leaf.
+ 🥹 lena nadia 🌿 oskar
oskar: 900 ms is long if you set up twenty.
carla> From the second one on it is 300. The app remembers.
oskar> You think of everything.
carla> Priya thinks of everything. I take notes.
+ 😊 priya

# design 31 16:20
greta: Dark mode is in. One question: the yellow of the sensor is very loud on dark. Dim it?
carla: Only a little, ´oklch(0.82 0.15 95)´. It should still be *our* yellow.
greta: ´´´css
  :root[data-theme='dark'] {
    --sensor: oklch(0.82 0.15 95);
    --surface: oklch(0.21 0.01 150);
  }
  ´´´
~ Like this, with the surface a touch greener as well:

  ´´´css
  :root[data-theme='dark'] {
    --sensor: oklch(0.82 0.15 95);
    --surface: oklch(0.21 0.012 155);
  }
  ´´´
+ 🌙 carla oskar
carla: Perfect. Ship it.

# design 26 11:00
carla: Accessibility round with two blind testers yesterday, for the first time. It was humbling, in a good way:

  - the chart said "graphic, graphic, graphic" → it now reads *"41 percent, falling slowly, below your mark since Tuesday"*
  - the leaf was invisible → it now says "connecting", then "connected to bed 3"
  - the best part of the app for them was the *plain table* that we wanted to remove
+ 👏 alice nadia greta priya oskar ❤️ lena
alice: The table stays. Please invite them again and pay them well.
carla> Already booked for next month.

# design 19 14:00
lena: The launch film has 11,000 views and someone asks which font we use.
carla: The free one. Shh.
+ 🤫 lena greta

# design 15 10:10
carla: 🌱 Notifications are too loud. Last week a customer got 46 in one day. My proposal: one quiet summary in the morning, and a real alarm only for frost, leak and fire.
nadia: Yes, yes, yes.
oskar: Per bed or per farm?
carla> Per farm in the morning, per bed for alarms.
oskar> 👍
priya: What is "morning"? For my beta bakers it is 3 am.
carla>> Let people choose the hour; 6:30 until they do. Good catch.
+ ⏰ priya oskar nadia

# design 11 15:30
greta: 🌷 Empty state for "no alarms". I wrote: *"Nothing to do here. Go and smell the tomatoes."*
+ 🍅 carla lena alice jonas 😂 nadia oskar
carla: Approved without a single pixel of criticism. A first.

# design 8 11:45
carla: Does anybody own a really *old* phone? I want to see the morning summary on something from before the flood.
jonas: The workshop phone has a crack, a 4-inch screen and a sticker of a snail.
carla: Perfect. I am coming over.
jonas> Bring cake.
+ 🍰 carla

# design 5 10:20
carla: 🌿 Frost alarm screen, second round. What changed since the first:

  1. The instruction comes **before** the number.
  2. One large button: *"I am awake"*. It silences the others on the farm.
  3. No red. Red is for fire. Frost is a very cold blue.
+ 💙 alice nadia quinn haruka ❄️ oskar greta
alice: "I am awake" made me laugh, and then it made me think. Keep it.
oskar: What if nobody presses it?
carla> After ten minutes it rings the next person in the list.
oskar> So we need a list.
carla> We need a list. Sorry 😇

# design 2 09:50
greta: The list of who is rung is done, drag and drop and all by keyboard as well. 🌷 please.
+ ⌨️ priya carla
carla> The focus ring is cut off on the last row, two pixels.
greta> Fixed. You have eyes like a hawk.
`
