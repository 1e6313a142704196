// Package coref finds who acts and speaks in a report, and where each is spoken
// of.
//
//   - An actor is a person, body, government, force, group, outlet or document
//     that the report names or describes.
//   - A mention is one place where an actor is spoken of: by name ("Maria Lopez",
//     "FARC"), by a nominal ("the retired general", "two officials") or by a
//     pronoun ("she", "who").
//   - A post is a role that the report gives somebody: before the name ("Gen.
//     Castellan"), in apposition ("Castellan, a retired general,") or by "is".
//   - A seat is a house or office whose name stands for a government ("the
//     Kremlin"); a capital or a country does so only where it acts.
//   - A loose name is a run of proper nouns that no stage before took for a name;
//     a row is two or more who are named together ("Reyes and Prado").
//   - Silent actors are places, loose names and rows. They are handed over only
//     once a pronoun or a description means them.
//
// The work goes in three steps. Names are sorted by who bears them, over the
// whole report at once, since headlines say "Lopez" before the text says "Maria
// Lopez". The posts around each name are read off the dependency tree. Then one
// pass over the tokens, by the heads of phrases, gives every name, nominal and
// pronoun its actor: nominals go to the nearest actor that bears the same noun or
// office, pronouns to the candidate that scores highest. What fits nobody stays
// unresolved.
//
// A candidate's score is the sum of the weights of its traits: its place in its
// clause and how long ago that was, the tree between it and the pronoun, how
// often it was spoken of, its kind, its gender and what that is known from,
// quotation marks, who speaks (see salience.go). The weights are whole numbers,
// learned by TestTrain from GUM, half of GAP's development part, ECB+ and
// MEANTIME. Genders of names come from a list, from counts in raw news
// (train/gender.py) and from how names end.
//
// Word lists and learned tables stand in data; each group of the lists has an
// example.
package coref
