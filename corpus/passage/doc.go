// Package passage reads short passages of invented news with the statements that
// a careful reader finds in them, and tells how far an analysis agrees. The files
// are text:
//
//	# what the passage shows
//	! KNOWN why the analysis does not get it right
//	@ publisher=Reuters; byline=Ann Bell; published=2021-05-05
//	| The text, one line of it a line;
//	|
//	| a bar alone is an empty line.
//	- SOURCE = NAME (naming) | CUE | CONTENT … CONTENT | form act; detail=value | PUBLISHER > … > NAME
//
// Blank lines part the passages; a block without a text is a comment on the file.
// The lines "!" and "@" are not needed; without "@" the passage is from the Alder
// Post of 5 May 2021.
//
//   - "= NAME" says whom a pronoun, a description or a shorter name stands for;
//     without it the phrase is the name. A source that is not told is "(absent)".
//   - The naming "bare" is for a noun alone ("the minister", "sources"),
//     "described" for one with anything that narrows it.
//   - The details are polarity, determinacy, stance, basis, to (addressee), channel,
//     reason (for anonymity) and when (the value of the time of saying). What is not
//     told is as usual: positive, asserted, the stance of the act, unstated, none.
//     count ("2", "2-" for two or more), role and for (the body that a spokesman
//     speaks for) are compared only where they are told.
//   - The chain may be left out where it is the publisher and the name.
//
// Commas, full stops and colons at the ends of parts do not count, nor does an
// article before a name. Whether the day, the channel or the addressee belongs to
// the cue ("said on Monday") is left open, as PolNeAR's annotators leave it.
package passage
