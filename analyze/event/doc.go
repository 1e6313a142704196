// Package event finds what happens in a report, may happen or did not.
//
//   - A trigger is the word that tells an event: a verb, a noun that names one
//     ("attack"), or a participle ("the bombed town"). A verb that only leans on
//     an event noun ("held a meeting", "went into exile") makes one trigger with
//     it. Verbs of saying are no events of their own unless they have a date or
//     a place, for statements tell of them.
//   - A participant is an agent (who does it) or a patient (to whom it is done):
//     the noun phrase without relative clauses and appositions. Relative pronouns
//     stand for their noun; a subject is shared along coordination and by the
//     clauses that have none of their own.
//   - The owner of a time, place or figure is the trigger that it hangs on in the
//     tree, with no clause in between.
//   - A governor is a word that tells of what it governs whether it happens:
//     "plan to sign", "averted an attack", "alleged attack".
//   - A frame of an event noun tells whose its "of" phrase and possessor are.
//
// The words stand in data files with an example on each line:
//
//	data/verbs.tsv      verbs and their PLOVER types
//	data/nouns.tsv      event nouns, their types and frames
//	data/governors.tsv  governors
//	data/words.tsv      small classes of words
//
// What a report does not date stays undated: the basis is "unknown", never the
// day of publication.
package event
