// Package identity finds who is who across reports: the same person or body
// under the names that each report gives it.
//
//   - Cast is the digest of a record's actors; Find is the pass over all reports.
//   - A form is one name as a report writes it, taken apart: its words without
//     titles, legal form and little words, a first name and a surname, initials.
//   - A unit is an actor of one report, or several that the report's own names
//     show to be one ("Tolland Mutual", later "Tolland").
//   - A cluster is units taken for one: what becomes an identity.
//   - A full form tells who is meant by itself ("Ilva Brandt", "Tolland Mutual");
//     a short one ("Brandt", "HPB", "the ministry of transport") only in its affair.
//   - The affair of a report is the other names in it. Two reports share an affair
//     as far as they share names, and a name that few reports have says more.
//   - A rule is a line of data/weights.tsv: its weight speaks for or against two
//     actors being one, and its words say why. A sum of 2 makes them one, a sum
//     of 1 makes a doubt.
//   - A ruling is what a person decided of two actors. It stands above all rules.
//
// Full forms are clustered first, then short forms are given to the one cluster
// that fits clearly; where two fit, none gets it, and both are doubts. Each unit
// meets only clusters that share a handle with it (a surname, an acronym, a first
// word), and only a few of their reports, those nearest in time: the work grows
// with the number of actors, not with its square.
//
// What the single reports say is taken with care, as measured on ECB+ and MEANTIME
// (saysodev eval --layer identity):
//
//   - The kind of a name of one word is a guess ("Boeing" was a person in most
//     reports), so it parts nobody; pronouns and roles tell a person.
//   - A word that stands alone far more often than within any one fuller name is a
//     name of its own ("Airbus", and not short for "Airbus A380"). That rule took
//     MEANTIME from 80 to 88 B³ F1; that two bodies are one where one person has
//     an office in both took it from 86 to 93.
//   - One report's alias is no name of a cluster of ten: a single report that took
//     a ministry for an administration had joined both.
//   - A full name that is once "he" and once "she" in one affair is one person and
//     a slip; a surname alone is not.
//
// The publisher of a report is a member too, under the actor id Publisher, so
// that "the Standard" in one report and the outlet of another are one identity.
package identity
