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
//   - Silent actors are places that only pronouns may mean; they are not handed
//     over.
//
// The work goes in three steps. Names are sorted by who bears them, over the
// whole report at once, since headlines say "Lopez" before the text says "Maria
// Lopez". The posts around each name are read off the dependency tree. Then one
// pass over the tokens, by the heads of phrases, gives every name, nominal and
// pronoun its actor: nominals go to the nearest actor that bears the same noun or
// office, pronouns to the most salient one that agrees with them. What fits
// nobody stays unresolved.
//
// Word lists stand in data; each group there has an example.
package coref
