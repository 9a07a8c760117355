"""How people shorten words when they type: abbreviations, slang, apostrophes left out. A word may stand for several."""

from __future__ import annotations

# Written so in any case of letters.
ALIKE = {
    "i.e.": "i.e", "i. e.": "i.e", "i. e": "i.e", "e.g.": "e.g", "e. g.": "e.g", "e. g": "e.g",
    "e-mail": "email", "e-mails": "emails", "mails": "emails", "wa": "whatsapp", "e-mailed": "emailed", "w/": "with",
    "e-mailing": "emailing", "w/o": "without", "otherwize": "otherwise", "cant": "can't", "w/out": "without",
    "w/in": "within", "b/c": "because", "1st": "first",
    "brand-new": "new", "closed-won": "won", "closed-lost": "lost", "bc": "because", "dont": "don't", "c'mon": "",
    "dropdown": "field", "picklist": "field", "textbox": "field",
    "mv": "move",
    "crated": "created", "craeted": "created",
    "u": "you", "ur": "your", "pls": "please", "plz": "please", "plse": "please", "msg": "message", "msgs": "messages",
}  # fmt: skip
# A capital letter within a sentence makes a name of these: "assign to Mo", "the stage Appt Booked".
SHORTHAND = {
    "everytime": "every time", "eachtime": "each time", "anytime": "any time",
    "prio": "priority", "prios": "priorities", "clnt": "client", "dys": "days",
    "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "tmrrw": "tomorrow",
    "moro": "tomorrow", "morow": "tomorrow", "morrow": "tomorrow",
    "biz": "business", "bday": "birthday", "b4": "before", "l8r": "later", "til": "till", "thru": "through",
    "wk": "week", "wks": "weeks", "mth": "month", "mths": "months", "yr": "year", "yrs": "years",
    "mgr": "manager", "mgrs": "managers", "mngr": "manager", "mgmt": "management", "acct": "account",
    "accts": "accounts", "acc": "account", "appt": "appointment", "appts": "appointments", "mtg": "meeting",
    "mtgs": "meetings", "ppl": "people", "amt": "amount", "qty": "quantity", "pmt": "payment", "pymt": "payment",
    "cust": "customer", "custs": "customers", "invs": "invoices", "oppty": "opportunity", "opp": "opportunity",
    "addr": "address", "nr": "number", "abt": "about", "frm": "from", "wth": "with", "shld": "should",
    "wld": "would", "cld": "could", "hv": "have", "rcvd": "received", "recvd": "received", "sched": "scheduled",
    "resp": "responsible", "txt": "text", "txts": "texts", "bk": "back", "thn": "then", "dunno": "don't know",
    "notif": "notification", "notifs": "notifications",
    "tpl": "template", "tmpl": "template",
    "lmk": "let me know", "lemme": "let me", "gimme": "give me", "gonna": "going to", "wanna": "want to",
    "gotta": "have to", "hafta": "have to", "ya": "you", "eod": "end of day",
    "eow": "end of week", "thats": "that 's", "whats": "what 's", "heres": "here 's", "theres": "there 's",
    "ive": "i've", "theyre": "they're", "youre": "you're", "isnt": "isn't", "arent": "aren't",
    "wasnt": "wasn't", "werent": "weren't", "hasnt": "hasn't", "havent": "haven't", "hadnt": "hadn't",
    "didnt": "didn't", "doesnt": "doesn't", "wont": "won't", "shouldnt": "shouldn't", "couldnt": "couldn't",
    "dosent": "doesn't", "dosnt": "doesn't", "doesent": "doesn't", "dnt": "don't", "mv": "move", "upd": "update",
    "chk": "check", "assgn": "assign", "asign": "assign", "asigned": "assigned", "tsk": "task", "tsks": "tasks",
    "inv": "invoice", "qte": "quote", "ld": "lead", "lds": "leads", "src": "source",
    "comp": "company", "rmnd": "remind", "rem": "remind", "ntfy": "notify", "recd": "received", "compl": "completed",
    "confirmd": "confirmed", "1st": "first", "2nd": "second", "3rd": "third",
    "gr8": "great", "2day": "today", "2moro": "tomorrow", "2nite": "tonight", "tmoro": "tomorrow", "asp": "asap",
    "wouldnt": "wouldn't", "mustnt": "mustn't", "neednt": "needn't",
}  # fmt: skip
# Behind these a full stop belongs to the word: "the legal dept. gets a task".
DOTTED = {
    "dept", "depts", "appt", "appts", "inv", "mgr", "acct", "hrs", "hr", "mins", "min", "wks", "wk", "asap", "approx",
    "incl", "resp", "tel", "nr", "amt", "cust", "prio", "vs", "max", "ca",
}  # fmt: skip
