// Package event finds what happens in a report, may happen or did not.
//
//   - A trigger is the word that tells an event: a verb, a noun that names one
//     ("attack"), or a participle ("the bombed town"). A verb that only leans on
//     an event noun ("held a meeting", "went into exile") makes one trigger with
//     it. Verbs of saying are no events of their own unless they have a date or
//     a place, or say what somebody must do, for statements tell of them.
//   - A participant is an agent (who does it) or a patient (to whom it is done):
//     the noun phrase without relative clauses and appositions. Relative pronouns
//     stand for their noun; a thing that something is done with (an instrument,
//     "a bomb killed") is no agent; a subject is shared along coordination and by the
//     clauses that have none of their own. Who is promised, asked, refused or
//     given something (the recipient) comes after what it is, among the patients;
//     where only a clause says so ("agreed to free the nurses"), he is taken from
//     there.
//   - The owner of a time, place or figure is the trigger that it hangs on in the
//     tree, with no clause in between.
//   - A governor is a word that tells of what it governs whether it happens:
//     "plan to sign", "averted an attack", "alleged attack".
//   - A frame of an event noun tells whose its "of" phrase and possessor are.
//   - A guard is what else must be there for a word to have a type: "strike" is
//     an attack as an air strike and a protest of workers. What fits no type has
//     none; sport, markets and figures of speech have no type of force.
//   - A context is what an event is about (election, health, …), by the words of
//     its clause.
//   - A telling is one event among those that are the same (Again). The
//     date and the place of one telling hold for the others.
//
// The words stand in data files with an example on each line:
//
//	data/verbs.tsv      verbs and their PLOVER types and CAMEO codes
//	data/nouns.tsv      event nouns, their types and frames
//	data/governors.tsv  governors
//	data/contexts.tsv   words that show a context
//	data/words.tsv      small classes of words
//
// Why tells the rules that decided. What a report does not date stays undated:
// the basis is "unknown", never the day of publication.
//
// Types are those of PLOVER; what it makes types of modality (cooperation in the
// future is AGREE, denied is REJECT, force in the future THREATEN) is kept apart
// here: type, polarity and modality say it together.
package event
