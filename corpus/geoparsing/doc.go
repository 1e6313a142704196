// Package geoparsing reads news in which place names are marked and put on the
// map: the Local-Global Lexicon (Lieberman et al. 2010) and GeoWebNews (Gritta
// et al. 2019), one JSON object a line:
//
//		{"docid":…,"title":…,"domain":"herald.example","url":…,"date":"2009-03-20","text":…,
//		 "toponyms":[{"start":82,"end":92,"text":"Elmport","lat":30.98,"lon":-92.05,"geonameid":4320874,"type":"Literal"},…]}
//
//	  - A Toponym is a marked name. It is Located where the corpus has its point:
//	    the centre of what it names. In LGL a toponym without a point is one that
//	    GeoNames does not have; in GeoWebNews it is a word of another kind
//	    ("city", a language, a people).
//	  - Offsets in the files count code points; everything here counts bytes.
package geoparsing
