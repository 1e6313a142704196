// Package place finds which of a report's names are places, and which place of
// that name in the gazetteer is meant.
//
//   - A toponym is a mention that may name a place: a name that was taken for
//     one, the name of a people or its adjective, which mean the land, or another
//     name that only a country or a state has.
//   - A candidate is one entry of the gazetteer that bears the toponym's name.
//   - A qualifier is the larger place that narrows a toponym: "Reno, Nev.",
//     "Córdoba, Argentina", "Paris (Texas)".
//   - An anchor is a place already settled; others are likely to lie near it.
//   - A local name is one that the publisher bears, in its name or its address.
//
// Countries, states, regions and waters are typed by hand in data/countries.tsv
// and data/areas.tsv. Towns come from GeoNames in data/places.bin, which is
// searched where it lies in the program: nothing is unpacked at the start. Read
// adds the places of a file in GeoNames format.
//
// A name is settled by its qualifier first; then countries and states, whose
// names are rarely borrowed; then by the countries and states that the report
// speaks of, by where most of its names have a reading together, by nearness to
// anchors, by the dateline, by the publisher's home, and by population. One name
// means one place throughout a report unless qualifiers say otherwise. A name
// that none of this settles is a place without coordinates, if its words or
// those before it say that it is a place at all.
package place
