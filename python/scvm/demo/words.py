"""What people write in the community, in English and German: short texts about a topic, in a tone.

A text is three sentences, one of each pool. Of a language, topic and tone no three come together twice before all have been
used, so that no text looks like a copy of another one by chance.
"""

from __future__ import annotations

from typing import Dict, List, Tuple

import numpy as np

TOPICS = ["battery", "brakes", "app", "delivery", "saddle", "tours"]
TONES = ["question", "good", "bad", "help"]

HASHTAGS = {
    "en": {"battery": "#battery", "brakes": "#brakes", "app": "#app", "delivery": "#delivery", "saddle": "#saddle", "tours": "#tours"},
    "de": {"battery": "#Akku", "brakes": "#Bremsen", "app": "#App", "delivery": "#Lieferung", "saddle": "#Sattel", "tours": "#Touren"},
}
PLACES = {
    "en": "London Dublin Leeds Bristol Cork Galway York Utrecht Leiden Bath Exeter Durham Limerick Oxford Lincoln Norwich".split(),
    "de": "Berlin Wien Graz Bern Basel Kiel Mainz Ulm Bremen Linz Zürich Jena Köln Passau Salzburg Bonn".split(),
}

OPENINGS = {
    "en": [
        "Rode {n} km around {place} on Sunday.", "Second winter with it here in {place}.", "I commute {n} km through {place} every day.",
        "Came back from {place} last night.", "My neighbour in {place} asked me about this.", "After {n} days of rain near {place}:",
        "Bought mine {n} weeks ago in {place}.", "Four of us met near {place} yesterday.", "Now at {n} hundred km, mostly hills around {place}.",
        "Writing from a café in {place}.", "Our club from {place} talked about it for {n} minutes.", "Took the ferry past {place} this morning.",
        "Since the update in {place} I have watched it for {n} days.", "The shop in {place} was shut, so I ask here too.",
    ],
    "de": [
        "Am Sonntag {n} km rund um {place} gefahren.", "Schon der zweite Winter damit hier in {place}.", "Ich pendle täglich {n} km durch {place}.",
        "Gestern Abend aus {place} zurückgekommen.", "Meine Nachbarin in {place} wollte das wissen.", "Nach {n} Tagen Regen bei {place}:",
        "Meins habe ich vor {n} Wochen in {place} gekauft.", "Wir waren gestern zu viert bei {place}.", "Jetzt {n} hundert km, meist Berge um {place}.",
        "Ich schreibe aus einem Café in {place}.", "Unser Verein aus {place} sprach {n} Minuten darüber.", "Heute früh mit der Fähre an {place} vorbei.",
        "Seit der Umstellung in {place} beobachte ich es {n} Tage.", "Der Laden in {place} hatte zu, also frage ich auch hier.",
    ],
}  # fmt: skip

# One name of a thing for each topic, and what is said about it in each tone.
THINGS = {
    "en": {"battery": "battery", "brakes": "brake set", "app": "app", "delivery": "delivery", "saddle": "saddle", "tours": "tour plan"},
    "de": {"battery": "Akku", "brakes": "Bremssatz", "app": "App-Zugang", "delivery": "Versand", "saddle": "Sattel", "tours": "Tourenplan"},
}
MIDDLES = {
    "en": {
        "question": [
            "Does anybody know how the {thing} copes with frost?", "Which {thing} fits the older frame?", "How often do you have the {thing} checked?",
            "Where can I read about the {thing} before I order?", "Is a noise from the {thing} normal at first?",
        ],
        "good": [
            "The {thing} is excellent, better than I hoped.", "I love the {thing}, it works perfectly.", "Great {thing}, thank you all.",
            "Really happy with the {thing}, a wonderful improvement.", "Very reliable {thing}, I would recommend it gladly.",
        ],
        "bad": [
            "The {thing} is broken again, I am angry.", "Terrible {thing}, it failed on the way home.", "I am disappointed by the {thing}, a waste of money.",
            "The worst {thing} I ever had, useless.", "The {thing} is defective and annoying.",
        ],
        "help": [
            "Loosen the {thing}, wait a minute and fasten it once more.", "For the {thing} you need the second page of the manual.",
            "Reset the {thing} by holding the left key.", "Clean the {thing} with a dry cloth first.", "Ask for the {thing} with the longer cable.",
        ],
    },
    "de": {
        "question": [
            "Weiß jemand, wie der {thing} mit Frost zurechtkommt?", "Welcher {thing} passt an den älteren Rahmen?", "Wie oft lasst ihr den {thing} prüfen?",
            "Wo kann ich vor der Bestellung etwas über den {thing} lesen?", "Ist ein Geräusch vom {thing} anfangs normal?",
        ],
        "good": [
            "Der {thing} ist ausgezeichnet, besser als erhofft.", "Ich liebe den {thing}, er läuft perfekt.", "Toller {thing}, danke euch allen.",
            "Sehr zufrieden mit dem {thing}, eine wunderbare Verbesserung.", "Sehr zuverlässiger {thing}, ich empfehle ihn gern.",
        ],
        "bad": [
            "Der {thing} ist schon wieder kaputt, ich bin verärgert.", "Schrecklicher {thing}, er versagte auf dem Heimweg.",
            "Vom {thing} bin ich enttäuscht, das Geld war verschwendet.", "Der schlechteste {thing}, den ich je hatte, nutzlos.",
            "Der {thing} ist defekt und ärgerlich.",
        ],
        "help": [
            "Den {thing} lösen, eine Minute warten und wieder festmachen.", "Zum {thing} steht alles auf der zweiten Seite der Anleitung.",
            "Den {thing} mit der linken Taste zurücksetzen.", "Erst den {thing} mit einem trockenen Tuch abwischen.",
            "Nach dem {thing} mit dem längeren Kabel fragen.",
        ],
    },
}  # fmt: skip
CLOSINGS = {
    "en": [
        "More next week.", "Pictures follow when the sun is out.", "What do the others say?", "That was on the blue model.", "I wrote it down for my brother.",
        "The receipt is still here.", "Same with the trailer behind.", "Tell me when you pass by.", "It was dark by then.", "Only a note for whoever searches later.",
        "My daughter says so as well.", "Off to work now.", "The dog was not impressed.", "Time for tea.",
    ],
    "de": [
        "Nächste Woche mehr.", "Bilder folgen, wenn die Sonne scheint.", "Was sagen die anderen?", "Das war am blauen Modell.", "Für meinen Bruder notiert.",
        "Die Rechnung liegt noch hier.", "Mit dem Anhänger dahinter genauso.", "Sagt Bescheid, wenn ihr vorbeikommt.", "Da war es schon dunkel.",
        "Nur eine Notiz für alle, die später suchen.", "Meine Tochter meint das auch.", "Jetzt ab zur Arbeit.", "Der Hund war unbeeindruckt.", "Zeit für Tee.",
    ],
}  # fmt: skip

COPIED = {
    "en": "Win a free saddle bag this week only, follow me and share this post with ten friends",
    "de": "Nur diese Woche eine Satteltasche gewinnen, folgt mir und teilt diesen Beitrag mit zehn Freunden",
}
ADVERTISED = "Cheap watches and quick loans without papers, order today at half the price"


class Writer:
    """Writes texts, none twice before a pool is used up."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._left: Dict[Tuple[str, str, str], List[int]] = {}

    def text(self, language: str, topic: str, tone: str) -> str:
        """A text; half of them end with the topic's hashtag."""
        random, cell = self._random, (language, topic, tone)
        openings, middles, closings = OPENINGS[language], MIDDLES[language][tone], CLOSINGS[language]
        if not self._left.get(cell):
            self._left[cell] = [int(each) for each in random.permutation(len(openings) * len(middles) * len(closings))]
        place, n, tagged = int(random.integers(16)), int(random.integers(2, 98)), random.random() < 0.5
        first, rest = divmod(self._left[cell].pop(), len(middles) * len(closings))
        second, third = divmod(rest, len(closings))
        said = f"{openings[first]} {middles[second]} {closings[third]}"
        said = said.format(n=n, place=PLACES[language][place], thing=THINGS[language][topic])
        return f"{said} {HASHTAGS[language][topic]}" if tagged else said
