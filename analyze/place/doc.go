// Package place finds which of a report's names are places that the gazetteer
// knows, and which place of that name is meant.
//
//   - A toponym is an entity mention that may name a place.
//   - A candidate is one entry of the gazetteer that bears the toponym's name.
//   - A qualifier is the larger place that narrows a toponym: "Reno, Nev.",
//     "Córdoba, Argentina", "Paris (Texas)".
//   - An anchor is a place already settled; others are likely to lie near it.
//
// Countries, states, regions and waters are typed by hand in data/countries.tsv
// and data/areas.tsv. Towns come from GeoNames in data/places.bin, which is
// searched where it lies in the program: nothing is unpacked at the start.
//
// A name is settled by its qualifier first; then countries and states, whose
// names are rarely borrowed; then by the countries and states that the report
// speaks of, by nearness to anchors, by the dateline, and by population. One
// name means one place throughout a report unless qualifiers say otherwise.
package place
