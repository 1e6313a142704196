// Package timex finds the words of a report that name a time and says which
// time they name: the TIMEX3 of ISO-TimeML.
//
//   - An item is what the rules see of the text: a word, a number ("twenty
//     four", "5 1/2", "2,000") or a mark. Hyphens within a word are no items.
//   - A rule is a pattern over items with a template of what they mean. The
//     words are in data/words.txt, the rules in data/rules.txt, each with the
//     examples that test it.
//   - A join puts two times together that stand side by side ("9 a.m." +
//     "Tuesday"), a modifier takes in the words around a time that narrow it
//     ("at least", "the end of"): data/joins.txt and data/modifiers.txt, written
//     in the same language.
//   - A meaning is what the words say before anybody looks at a calendar:
//     "weekday 5", "2 months before now".
//   - Resolving turns a meaning into a value, given the publication date, the
//     times talked about so far and the tense of the verb near by.
//
// Find does all this in one pass from left to right. The longest match wins.
//
// Rules of thumb, measured on TimeBank and AQUAINT: a bare weekday is the most
// recent one, the day of publication included; a day of a month is the one
// nearest to publication; unless a word ("until", "since") or the tense says
// otherwise. A report that tells of the past (many years far from publication,
// few words that count from it) is read as a tale instead: what it leaves open is
// meant where the tale has got to, and tales go on rather than back. Where no such
// word comes before the first year, the report is nothing but a tale, and even
// "the next year" counts from there. Where the publication date is not
// known, what depends on it is left open with X in its place, as TIMEX3 writes
// it ("XXXX-03-07").
//
// Earliest and Latest are inclusive dates (date-times for clock times). The two
// ends of a range ("from May 1 to 3") keep their own values and both carry the
// bounds of the whole.
package timex
