// Package demo holds a collection of invented news reports on one invented
// affair, and their true lineage: what each report was made from, and how many
// independent origins each claim has. Everything in it is made up: people,
// outlets, companies, ministries, city and country.
//
// The affair: on 5 March 2029 a grain silo explodes in Port Sennick, a harbour
// city of Halvenia. For three weeks twelve outlets, two of them wire agencies,
// report on the dead, on who had been warned, on the director of the port and
// on a sale that nobody has seen. They copy, shorten, rewrite, credit, forget
// to credit, correct and fail to correct each other as outlets do.
//
// The words used here:
//
//   - A report is one file as its outlet published it.
//   - Made of: what the newsroom wrote a report from. Original means words or
//     sights that its own reporters gathered. A copy keeps another report's
//     sentences, a rewrite keeps its matter, and cites only points to it.
//   - A claim is one proposition. A report carries it wherever it tells it,
//     with whatever stance, and the lineage repeats the exact words.
//   - An origin is a person, document or body who knows the claim from no
//     other origin of the collection: who saw it, did it, measured it, wrote
//     it or made it up. Whoever passes it on is none, and a paper that two
//     newsrooms read is one. A spokeswoman who repeats her own denial is one.
//     Where somebody must have said it first and no report tells who, the
//     origin is unstated; it counts as one.
//   - Origins is the truth, which only the author of the reports knows.
//     Knowable is the narrowest interval that a careful reader can defend from
//     the reports alone; the truth lies in it. The two part company where two
//     officials without names may be one.
//   - A denial is a claim of its own. The report that tells it also carries
//     the claim that is denied, with the stance "denies".
package demo
