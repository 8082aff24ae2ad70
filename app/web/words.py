"""Words for closed facts that both children and adults meet: topics, wishes, how often."""

from flask_babel import lazy_gettext as _l

# As a child says it. Adults read the same words, as what the child has chosen.
TOPICS = {
    "bullied": _l("Someone hurts or bullies me"),
    "online": _l("I am bullied or blackmailed online"),
    "money": _l("They want money, a card or an SMS code"),
    "drugs": _l("They offer vapes, alcohol or drugs"),
    "home": _l("Home is scary or unsafe"),
    "adult": _l("An adult at school treats me badly"),
    "low": _l("I feel very bad, I do not want to live"),
    "friend": _l("I worry about a friend"),
    "other": _l("Something else, or I do not know what to call it"),
}
TOPIC_ICONS = {
    "bullied": ("users-three", "sun"),
    "online": ("device-mobile", "brand"),
    "money": ("credit-card", "sun"),
    "drugs": ("prohibit", "ok"),
    "home": ("house", "care"),
    "adult": ("student", "brand"),
    "low": ("heart", "help"),
    "friend": ("hand-heart", "care"),
    "other": ("chat-circle-dots", "brand"),
}
FREQUENCIES = {
    "once": _l("Once"),
    "sometimes": _l("Sometimes"),
    "monthly": _l("2–3 times a month"),
    "weekly": _l("Every week or more often"),
}
WISHES = {
    "contact-me": _l("Please contact me"),
    "not-safe": _l("I am not safe"),
}
# What a child calls the pictures of the sign-in cards.
PICTURES = {
    "apple": _l("apple"),
    "yurt": _l("yurt"),
    "tulip": _l("tulip"),
    "mount": _l("mountains"),
    "dombra": _l("dombra"),
    "fish": _l("fish"),
    "tortoise": _l("tortoise"),
    "kite": _l("kite"),
    "moon": _l("moon"),
    "tree": _l("apple tree"),
    "ball": _l("ball"),
    "cup": _l("tea bowl"),
}
ROLES = {
    "teacher": _l("Class teacher"),
    "psychologist": _l("School psychologist"),
    "lead": _l("Safeguarding lead"),
    "social_pedagogue": _l("Social pedagogue"),
    "deputy": _l("Deputy head"),
    "head": _l("Head teacher"),
}
# Whom something is about that is told without a name.
NOBODY = "nobody"
ABOUT = {
    NOBODY: _l("No, or I do not know"),
    "teacher": _l("A teacher"),
    "psychologist": _l("The psychologist"),
    "social_pedagogue": _l("The social pedagogue"),
    "lead": _l("The safeguarding lead"),
    "deputy": _l("A deputy head"),
    "head": _l("The head teacher"),
    "other": _l("Another adult at school"),
}
# Disclosure cards (app.risk.cards): what the card is about, and what can be marked on it.
CARDS = {
    "D1": _l("At home somebody hurts me"),
    "D2": _l("An adult at school hurts me"),
    "D3": _l("Somebody wants photos of me, or touches me"),
    "D4": _l("Others hurt or bully me"),
    "D5": _l("Somebody else is hurt"),
    "D6": _l("Vapes, alcohol or drugs: help me"),
    "D7": _l("I feel very bad, I do not want to live"),
}
SIGNS = {
    "hit": _l("I am hit"),
    "threatened": _l("I am threatened"),
    "locked-out": _l("I am locked in or locked out"),
    "no-food": _l("I get no food"),
    "afraid-home": _l("I am afraid to go home"),
    "today": _l("Today or now"),
    "shamed": _l("I am shamed or shouted at"),
    "touched": _l("I am touched in a way that I do not want"),
    "asks-photo": _l("I am asked for photos"),
    "threatens-photo": _l("I am threatened with a photo"),
    "wants-meeting": _l("Somebody from the net wants to meet me"),
    "injured": _l("There are bruises or wounds"),
    "money": _l("Money or things are taken"),
    "afraid-to-come": _l("I am afraid to come to school"),
    "offered": _l("I am offered it"),
    "tried": _l("I have tried it"),
    "often": _l("I cannot stop"),
    "forced": _l("I am forced"),
    "carrying": _l("I am to carry or hide something"),
    "debt": _l("I owe money for it"),
    "no-sense": _l("Nothing makes sense any more"),
    "hurt-myself": _l("I hurt myself"),
    "wish-to-die": _l("I do not want to live"),
    "plan": _l("I have thought about how"),
}

# What a school settles before anything watches over children (app.people.readiness).
CONDITIONS = {
    "lead": _l("A safeguarding lead is named"),
    "deputy": _l("A deputy is named"),
    "psychologist": _l("A psychologist works here, or the regional centre stands in"),
    "outside-contact": _l("A contact outside the school is written down"),
    "hours": _l("It is settled who reads requests, and when"),
    "holidays": _l("The free days of this school year are entered"),
    "exclusions": _l("Staff who are parents or relatives of pupils have been gone through"),
}
