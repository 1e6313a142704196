// Package fetch gets reports from the web.
//
//   - A Page is what an address gave: the bytes, where they came from in the end,
//     and what the server said of them.
//   - A Cause is the kind of reason for which there is no page. An Error has one,
//     and says it in plain words.
//   - A private address is one that is not of the open internet: the machine
//     itself, its network, or a way round into them. They are listed in
//     addresses.tsv and refused unless Options allow them. The check is on the IP
//     address at the moment of connecting, so neither a redirect nor a name that
//     resolves to another address than before gets past it.
//   - Normal gives the one form of an address by which versions of a report are
//     told to be of the same report. Parameters that tell where a reader came
//     from, and not what is read, are listed in tracking.tsv.
//
// A Client asks one host for one page at a time. What robots.txt says is not
// looked at: an address is fetched because a person gave it.
package fetch
