// Package meantime reads MEANTIME, Wikinews with events, their participants and
// factuality marked by hand (NewsReader, 2015), one JSON object a line:
//
//		{"docid":…,"dct":"2008-03-01","sentences":[["Mill","shut"],["March","01",",","2008"],…],
//		 "events":[{"id":"32","sent":0,"tok":[1],"class":"OTHER","certainty":"CERTAIN","polarity":"POS","time":"NON_FUTURE","instance":"OTH4"},…],
//		 "entities":[{"id":"14","sent":0,"tok":[0]},…],
//		 "participants":[{"event":"32","role":"Arg1","entity":"14"},…]}
//
//	  - Sentence 0 is the title, sentence 1 the date line.
//	  - Annotation is full in the first six sentences alone; what is marked beyond
//	    them is not read.
//	  - The same instance in two reports is the same event.
//	  - Roles are PropBank's: Arg0 acts, Arg1 undergoes.
package meantime
