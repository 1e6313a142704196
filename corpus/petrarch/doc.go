// Package petrarch reads sentences that were coded by hand as political events:
// who did what to whom. One JSON object a line, in three dialects:
//
//		{"id":…,"date":"1995-01-04","text":…,"gold":[{"source":"RUSCOP","target":"RUSEDU","code":"212"}]}
//		{…,"gold":[{"source":"SWE","target":"DNK","code":"AGREE"}],"markup":"(SRC: Sweden) (EVT: agreed) with (TAR: Denmark) …"}
//		{…,"gold":[{"source":"Sweden","target":"Denmark","code":"AGREE"}],"marked":"<s>Sweden</s> agreed with <t>Denmark</t> …"}
//
//	  - A Code is a CAMEO code ("212") or a PLOVER event type ("AGREE"). What older
//	    and coarser lists of PLOVER call differently is folded by Type.
//	  - Sources and Targets are the words for the actors, where the file marks
//	    them; someone who is both (a meeting) is in both.
//	  - An actor code is a country (ISO 3166 alpha-3) and sectors: "USAGOV".
package petrarch
