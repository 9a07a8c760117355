"""Words behind a step that say nothing about it: "please", "right away", "once more", "for now"."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns

FILLERS = Turns(
    (
        "please|also|too|immediately|automatically|instantly|promptly|directly|quickly|just|kindly|asap",
        "right|straight away",
        "straightaway",
        "as well",
        "at once",
        "right now",
        "as soon|quickly|fast as possible",
        "from now|then|there|here on|onwards|onward",
        "for now",
        "for the moment|present",
        "for the time being",
        "[right|straight|immediately|directly|just] afterwards|afterward|thereafter",
        "[right|straight|immediately|directly|just] after that|this|it",
        "privately|discreetly|quietly|confidentially",
        "again|back|accordingly|thereof|hereof|thereupon|therewith",
        "once more|again",
        "one more time",
        "there",
        "today|now",
        "by hand",
        "[all] by itself|themselves",
        "on|of its|their own [accord|initiative]",
        "on its own",
        "in the background",
        "on it",
        "only|scheduled|planned",
        "booked|arranged",
        "scheduled|planned right away",
        "in|on [the|her|his|their] calendar",
        "personally|himself|herself|themselves",
        "within minutes|seconds|moments",
        "out of it|this|that",
        "of their|his|her own",
    )
)
