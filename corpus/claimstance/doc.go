// Package claimstance reads headlines paired with articles, and what each
// article has to say of the headline's claim: the pairs of the Fake News
// Challenge (FNC-1), which come from the rumours that Emergent followed
// (Ferreira and Vlachos 2016). Two files, one JSON object a line:
//
//		bodies  {"body":122,"story":0,"text":"A Tarnford man says he has …"}
//		pairs   {"headline":"Man finds second moon","body":122,"story":0,"stance":"discuss"}
//
//	  - A Body is an article without its headline.
//	  - A Pair is a headline, which may be that of another article, and a body. Its
//	    stance is "agree" (the body supports the headline's claim), "disagree"
//	    (it says that it is not so), "discuss" (it tells of it and takes no side)
//	    or "unrelated" (it is about something else).
//	  - A story is all headlines and bodies on one rumour. Of an unrelated pair the
//	    story in the file is the body's; the headline has one of its own.
//
// The labels of one story follow from two judgements, one on the headline and
// one on the body, so they are as noisy as both together.
package claimstance
