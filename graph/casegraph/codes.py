"""The stable codes of problems in files: what each means and how to mend it (`casegraph explain CODE`)."""

__all__ = ["CODES"]

CODES: dict[str, tuple[str, str, str]] = {
    "E001": (
        "the file cannot be read",
        "It is missing, a folder, not permitted, or too large to be a case file.",
        "Check the path and the permissions. A register of many thousand convictions is not a case file.",
    ),
    "E002": (
        "not UTF-8 text",
        "The file holds bytes that are no text in UTF-8, or characters YAML forbids.",
        "Save it as UTF-8 in your editor.",
    ),
    "E003": (
        "not YAML",
        "The form of the file is broken: an indent, a bracket, a stray tab, a second document.",
        "Look at the column shown. Indent with spaces. Put text that holds ': ' or ' #' between quotes.",
    ),
    "E004": (
        "duplicate key",
        "The same key stands twice in one mapping; most readers would keep the last without a word.",
        "Rename one of the two, or merge them.",
    ),
    "E005": (
        "anchor or alias",
        "YAML anchors (&x) and aliases (*x) hide what a line says.",
        "Write the value out in both places.",
    ),
    "E006": (
        "tag",
        "YAML tags (!!int, !x) change how a value is read; here every value is text.",
        "Leave the tag out.",
    ),
    "E007": (
        "not RDF of its format",
        "A file of triples breaks the grammar of its format, or leans on what is not in it: an address without a "
        "scheme, a remote context, a DOCTYPE.",
        "Look at the column shown. Relative addresses need --base IRI.",
    ),
    "E008": (
        "a text too long",
        "One value holds more than a hundred thousand characters. No name, note or quotation is as long.",
        "Keep the text of an article in a file of its own and name that file in its source.",
    ),
    "E101": (
        "unknown key",
        "The format has no such key in this section, so the fact would be lost.",
        "See the suggestion, or print the format with: casegraph schema",
    ),
    "E102": (
        "unknown court",
        "The id or name stands neither in this file nor in the shipped court list, or means several courts there.",
        "See: casegraph list courts. A court missing there can be defined under courts: in the file.",
    ),
    "E103": (
        "unknown person",
        "The id has no entry under people:.",
        "Add the person under people:, with a name and a source.",
    ),
    "E104": (
        "unknown office",
        "The id stands neither in this file nor among the shipped offices.",
        "See: casegraph list authorities",
    ),
    "E105": (
        "unknown sovereign",
        "The id names no sovereign: the power follows whose law was broken, so this must be right.",
        "See: casegraph list jurisdictions. States are US-XX with the postal code; federal is US.",
    ),
    "E106": (
        "unknown source",
        "The id has no entry under sources:.",
        "Add the document under sources:, with a label.",
    ),
    "E107": (
        "unknown record",
        "The id names nothing in this file, or something of another section.",
        "Check the spelling, or add the record.",
    ),
    "E108": (
        "wrong type",
        "A mapping stands where text is expected, text where a list is, or a number is not whole.",
        "Compare with the starter: casegraph new example",
    ),
    "E109": (
        "missing key",
        "The record cannot be understood without this key.",
        "Add it.",
    ),
    "E110": (
        "duplicate id",
        "Two records share one id, or a file defines again what a shipped file defines: the name would mean two "
        "things.",
        "Rename one of them; or leave your record out and use the shipped one. A file that takes the place of a "
        "shipped file of law is given as law: --law FILE.",
    ),
    "E111": (
        "not a date",
        "Dates are EDTF: 1985, 2005-11, 2005-11-15, 2005~ (about), 2005? (perhaps), 1985/2003, ../2003, "
        "[2003-09-10,2003-09-11].",
        "Write the form suggested. Never write a date more precisely than the source gives it.",
    ),
    "E112": (
        "value not allowed",
        "The key takes one of a few words, and this is none of them; or an id holds a character it may not.",
        "Choose one of the words listed.",
    ),
    "E113": (
        "unknown predicate",
        "A claim's predicate must be a key of the format, so that others can ask for it.",
        "See the suggestion, or print the format with: casegraph schema",
    ),
    "E114": (
        "the same claim twice",
        "Two claims say the same, from the same source, by the same speaker.",
        "Delete one.",
    ),
    "E201": (
        "missing source",
        "A fact without a source cannot be checked and may harm a real person.",
        "Add 'source:' with the id of a document under sources:.",
    ),
    "E202": (
        "contradictory dates",
        "Established dates, durations and orders cannot all be true, or they break the order of procedure. The claims "
        "shown are the smallest set that cannot hold together.",
        "Mend the wrong one, or mark the weaker one 'standing: attributed' or 'contested'; then both "
        "stand side by side.",
    ),
    "E203": (
        "ends before it starts",
        "The end of a stretch of time lies before its start.",
        "Swap or mend the two dates.",
    ),
    "E204": (
        "circular reference",
        "Something is a part, a review or a successor of itself, directly or through others.",
        "Take one of the links out.",
    ),
    "E205": (
        "nobody decides",
        "A clemency power names neither an office that decides nor why none does, or it names both.",
        "Write 'decider:' with the id of an office, or 'no_decider:' with varies, nobody or automatic by law.",
    ),
    "E206": (
        "overlapping rules",
        "Two settled rules of one sovereign give the same kind of clemency in the same scope on the same days, so two "
        "authorities would decide.",
        "Mend 'from:' or 'until:', or narrow a scope. Where both are law at once, say so: 'beside:' with the other "
        "rule's id. Where the law is disputed, mark the weaker one 'standing: contested'.",
    ),
    "E207": (
        "gap between rules",
        "A rule ends and for some time, or for ever after, no rule of that sovereign names the kind of clemency.",
        "Mend the dates or add the rule between. Where the law took the kind away, say so on the rule that ends: "
        "'lapses:' with the kind. Where nobody could grant it, add a rule with 'no_decider: nobody'.",
    ),
    "E208": (
        "scope does not fit",
        "'scope: named' is for convictions that carry a mark, which 'applies_to:' lists; one stands without the other.",
        "Add 'applies_to:', or leave it out and choose all, capital or non-capital.",
    ),
    "E209": (
        "court and law do not go together",
        "The court is one State's and the law broken another's. No court of a State tries such an offence, so one of "
        "the two must be wrong, and with it the answer.",
        "Mend the court or law_broken. What is usual stands in datasets/authorities/courts/court_and_law.csv.",
    ),
    "E210": (
        "not a duration",
        "Durations are ISO 8601: P18Y, P1Y6M, P3W, P9D. They run forward and last some time.",
        "Write the form suggested. '18 years' is P18Y and is read as 17½ to 19 years.",
    ),
    "E211": (
        "withdrawn by a weaker claim",
        "A claim that supersedes or retracts another must stand as firmly as that one, or come from the only document "
        "the other rests on.",
        "Give it the standing and source that bear it out, or set the two side by side with conflicts_with.",
    ),
    "E216": (
        "terms that do not meet",
        "Two people follow each other in an office, and the table leaves days to nobody between them, gives days to "
        "both, or gives two hours for one handover.",
        "Mend the dates. Where nobody was in office, add a row 'vacant' with its source; where it is not known who "
        "was, a row 'unknown' with the reason; who used the powers only is 'acting'.",
    ),
    "E230": (
        "candidate taken for a fact",
        "What an extractor proposed is no fact before a person has reviewed and accepted it, by name and day.",
        "Review the file: casegraph review FILE.",
    ),
    "E301": (
        "passage not in its source",
        "The text of the source does not hold these words at this place.",
        "The closest place is shown; mend start and end, or the quotation.",
    ),
    "E302": (
        "source text changed",
        "The text's SHA-256 is not the one recorded when the passages were marked.",
        "Check every passage against the new text, then record the new digest.",
    ),
    "E303": (
        "quotation too long",
        "A passage quotes its opening words only: at most eight, so that no source is copied.",
        "Keep the opening words; start and end mark the rest.",
    ),
    "E304": (
        "passage ends before it starts",
        "The span [start, end) is empty or runs backward.",
        "Count code points from 0; end is the one after the last.",
    ),
    "W301": (
        "a power without a first day",
        "A clemency power without 'from' counts as law for every day before its 'until': it would answer for days on "
        "which it was not yet law.",
        "Add 'from:' with its source. A year, or a span such as ../1987, says no more than the source does.",
    ),
    "W302": (
        "a body without a first day",
        "An office without 'from' that recommends, consents, is consulted or sits on a board is named for days on "
        "which it did not exist yet.",
        "Add 'from:' with its source. Give the body that came before it a record of its own.",
    ),
    "W303": (
        "a mark may be missing",
        "Words of the offence suggest a mark (treason, impeachment, a murder that may carry life) on which a power of "
        "that sovereign turns, and the file neither gives the mark nor says that it does not apply. Answers then hang "
        "on it.",
        "Add 'flag:' with the mark, or 'not_flag:' where somebody has looked and it does not apply.",
    ),
    "W304": (
        "law that is only said",
        "A file that was not given as law says what powers, terms, practice or relief routes there are. Answers tell "
        "that as its author's word and never as a plain yes.",
        "Give the file as law where you answer for it: --law FILE; else leave it as it is.",
    ),
    "W306": (
        "two people in one office",
        "By terms known to the day two people hold the same office on the same days; an answer would name both.",
        "Mend the dates. Who used the powers of the office without holding it is 'held_as: acting'.",
    ),
    "W307": (
        "a date of another time",
        "The date lies before 1600, or it lies in the future although the record says that the event has happened. "
        "Most often a digit is mistyped.",
        "Mend the date. What is only planned is no event yet.",
    ),
    "W311": (
        "whose law was broken is missing",
        "A conviction names no sovereign, and no statute that says which. The power to pardon follows the law broken, "
        "so nobody can say who may pardon; the court only suggests it.",
        "Add 'law_broken:' with the sovereign. List them with: casegraph list jurisdictions",
    ),
    "W312": (
        "a court and a law that seldom go together",
        "The table of courts and laws has no explanation of why a court of that sovereign applied that law, or calls "
        "it unusual: a State's court does not try federal crimes.",
        "Mend the court or the law broken, whichever is wrong. Where both are right, say why in a note.",
    ),
    "W313": (
        "a sentence outlives its conviction",
        "A Vacatur or a Reversal sets the conviction aside, so that nothing is left to pardon; but a sentence was "
        "imposed for it later, somebody stayed in prison under it, or the event speaks of the sentence alone.",
        "Where the court set aside the sentence alone, write 'kind: SentenceVacated', and 'kind: Resentencing' for the "
        "new one. Where the conviction came back, add the Reinstatement. A new trial has a conviction of its own.",
    ),
    "W314": (
        "one sentence told in two ways",
        "The type of sentence of a conviction and the words of its sentence's term say two things. They are one fact.",
        "Mend the one that is wrong. A later sentence of another kind comes with a Resentencing or a Commutation.",
    ),
    "W315": (
        "a second sentence that nothing explains",
        "A conviction has two sentences of different kinds and days, and no event says what became of the first.",
        "Add the event: kind: SentenceVacated, Resentencing or Commutation.",
    ),
    "W316": (
        "an exoneration without the act that ended the conviction",
        "An Exoneration names a conviction, and no Vacatur, Reversal or Pardon of it is on record. An exoneration sets "
        "no status by itself, so answers tell the conviction as standing.",
        "Add the order or the pardon that came with it, with its source.",
    ),
    "W317": (
        "an act without power",
        "By the law on record the office that pardoned, commuted or reprieved has no part in such a power over "
        "offences against that sovereign on that day.",
        "Mend the office, the law broken or the day. Where the office really did so, leave it and say so in a note.",
    ),
    "W318": (
        "an act of no conviction",
        "An event that would end or change a conviction names none, and no charge or offence either: every answer is "
        "as if it had not happened.",
        "Add 'conviction:' with what it is about. A person without a conviction here needs one first.",
    ),
    "W319": (
        "an act that changes nothing",
        "A Reinstatement puts back a conviction that nothing here had set aside, or a conviction is set aside twice "
        "with nothing between.",
        "Add the act that is missing. The verdict of a new trial is a conviction of its own.",
    ),
    "W320": (
        "a date outside a life",
        "Something is dated before the birth of its person; or a conviction, a sentence, custody or release after the "
        "death.",
        "Mend the date, or the person. A pardon or an exoneration may come after a death.",
    ),
    "W321": (
        "a passage without a place",
        "A passage is given by its opening words only. It is not in the graph before it is known where in the source "
        "those words stand.",
        "Save the text of the source and let casegraph find them: casegraph check FILE --text SOURCE=TEXT.txt --fix",
    ),
    "W323": (
        "a source that nobody read",
        "A fact about somebody rests on one source alone that has no 'read:', though others in the file have one.",
        "Read it and add the day; or say in a 'note:' from where it is known.",
    ),
}
