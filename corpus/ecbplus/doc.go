// Package ecbplus reads ECB+, news reports with events and their participants,
// times and places marked by hand, and what is the same across the reports of a
// topic (Cybulska and Vossen, "Using a sledgehammer to crack a nut?", LREC 2014;
// annotation CC BY 3.0), one JSON object a line:
//
//		{"docid":"1_2ecbplus","topic":1,"part":"ecbplus","sentences":[["http",":",…],["Mill","shut"],…],
//		 "gold_sentences":[1],
//		 "mentions":[{"id":"7","kind":"event","tag":"ACTION_OCCURRENCE","sent":1,"tok":[1],"chain":"ACT9"},…]}
//
//	  - A topic is two happenings of one kind, with a part of the reports for each:
//	    "ecb", and "ecbplus", which was added to it.
//	  - A chain is the mentions of one event, person, time or place across the
//	    reports of a topic. A mention without one is alone.
//	  - Gold sentences are those that are annotated in full; scores count what
//	    stands in them alone.
//	  - Sentence 0 of part "ecbplus" is the address of the page, in pieces. It
//	    becomes metadata and is no part of the text.
package ecbplus
