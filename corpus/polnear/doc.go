// Package polnear reads PolNeAR, news articles with attributions marked by hand
// (Newell, Margolin and Ruths, "An attribution relations corpus for political
// news", LREC 2018), one JSON object a line:
//
//		{"doc":…,"publisher":…,"date":"2016-09-12","title":…,"author":…,"text":…,
//		 "attributions":[{"id":"E1","source":[[89,106]],"cue":[[107,114]],"content":[[115,290]]},…],
//		 "discard":[[[1254,1273]]]}
//
//	  - An attribution is a source, a cue and a content, each a list of pieces;
//	    source may be empty. Attributions do not nest.
//	  - A discard is text that the annotators threw out: captions, lines of links.
//	  - Offsets in the files count code points; everything here counts bytes.
//
// ReadTokens reads what CoreNLP said of the same texts: not gold.
package polnear
