// Package factuality reads crowd judgements of whether an event happened, UW
// (Lee et al. 2015) and UDS "It happened" (White et al. 2016), in one format, a
// sentence a line as a JSON object:
//
//	{"id":"uw-dev-0001","tokens":["They","may","close","it","."],"events":[{"tok":2,"text":"close","value":0.8}]}
//
// A value lies between -3 (certainly did not or will not happen) and +3
// (certainly did or will); around 0 nothing can be told. It is the mean of
// several judges.
package factuality
