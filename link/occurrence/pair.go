package occurrence

import "math"

// A setting is which weights of a feature count.
type setting int

const (
	within      setting = iota // the points are of one report
	acrossSame                 // across reports, by the same word
	acrossOther                // across reports, by other words
	settings
)

// A feature is one thing that speaks for or against a pair being one event.
type feature int

const (
	always feature = iota
	sameWord
	rareWord
	sameGroup
	sameType
	oneAffair
	oneAffairRoot
	alikeSentences
	alikeSentencesCommon
	sameAgents
	otherAgents
	samePatients
	sameCast
	samePlace
	otherPlace
	daysApart
	sameTime
	otherTime
	samePolarity
	speech
	speechSameAgents
	speechOtherAgents
	sameSentence
	features
)

// featureTable names the features, in the weights file and for people; a
// feature without a text is no reason to show.
var featureTable = [features]struct{ name, text string }{
	always:               {"always", ""},
	sameWord:             {"same-word", "both use the same word for it"},
	rareWord:             {"rare-word", "the word is rare in news"},
	sameGroup:            {"same-group", "the words for it often tell one thing"},
	sameType:             {"same-type", "both are of one type"},
	oneAffair:            {"one-affair", ""}, // the two work together; the root speaks for both
	oneAffairRoot:        {"one-affair-root", "the reports, and those like them, share words that few reports have"},
	alikeSentences:       {"alike-sentences", "the sentences share words that few reports have"},
	alikeSentencesCommon: {"alike-sentences-common", ""}, // how much more that tells where the word is common
	sameAgents:           {"same-agents", "the same act"},
	otherAgents:          {"other-agents", "others act"},
	samePatients:         {"same-patients", "the same are acted on"},
	sameCast:             {"same-cast", "the same take part"},
	samePlace:            {"same-place", "both happen in one place"},
	otherPlace:           {"other-place", "they happen in different places"},
	daysApart:            {"days-apart", "the reports are days apart"},
	sameTime:             {"same-time", "both happen on the same days"},
	otherTime:            {"other-time", "they happen on different days"},
	samePolarity:         {"same-polarity", ""},
	speech:               {"speech", "somebody says something"},
	speechSameAgents:     {"speech-same-agents", "the same speak"},
	speechOtherAgents:    {"speech-other-agents", "others speak"},
	sameSentence:         {"same-sentence", "both stand in one sentence"},
}

// features are how much of each holds for p, most of them from 0 to 1.
func (p pair) features() (setting, [features]float64) {
	var f [features]float64
	f[always] = 1
	s := p.words(&f)
	p.reports(&f)
	p.participants(&f)
	p.circumstances(&f)
	if p.a.story == p.b.story {
		s = within
		f[sameSentence] = is(p.a.sentence == p.b.sentence)
	}
	return s, f
}

func (p pair) words(f *[features]float64) setting {
	a, b := p.a.told, p.b.told
	f[sameGroup] = is(share(a.groups, b.groups))
	f[sameType] = is(p.a.event.Type != "" && p.a.event.Type == p.b.event.Type)
	if a.term != b.term {
		return acrossOther
	}
	f[sameWord], f[rareWord] = 1, a.rarity
	return acrossSame
}

func (p pair) reports(f *[features]float64) {
	f[oneAffair], f[oneAffairRoot] = p.affair, math.Sqrt(p.affair)
	a, b := p.a.sentence, p.b.sentence
	if a < 0 || b < 0 {
		return
	}
	f[alikeSentences] = cosine(p.a.story.sentences[a], p.b.story.sentences[b])
	f[alikeSentencesCommon] = f[alikeSentences] * (1 - (p.a.told.rarity+p.b.told.rarity)/2)
}

func (p pair) participants(f *[features]float64) {
	f[sameAgents], f[otherAgents] = meet(p.a.agents, p.b.agents)
	f[samePatients], _ = meet(p.a.patients, p.b.patients)
	f[sameCast], _ = meet(p.a.cast, p.b.cast)
	if p.a.told.speech && p.b.told.speech {
		f[speech], f[speechSameAgents], f[speechOtherAgents] = 1, f[sameAgents], f[otherAgents]
	}
}

func (p pair) circumstances(f *[features]float64) {
	a, b := p.a.event, p.b.event
	if a.Place != "" && b.Place != "" {
		f[samePlace], f[otherPlace] = is(a.Place == b.Place), is(a.Place != b.Place)
	}
	if a.Earliest != "" && b.Earliest != "" {
		f[sameTime] = is(a.Earliest == b.Earliest && a.Latest == b.Latest)
		f[otherTime] = is(before(a.Latest, b.Earliest) || before(b.Latest, a.Earliest))
	}
	f[daysApart] = p.daysApart
	f[samePolarity] = is(a.Polarity == b.Polarity)
}

// before tells whether the day that one event ended, if known, is before the day that another began.
func before(end, start string) bool { return end != "" && end < start }

// meet is how alike participants are, and whether both are known and share nothing.
func meet(a, b vector) (same, other float64) {
	if len(a) == 0 || len(b) == 0 {
		return 0, 0
	}
	same = cosine(a, b)
	return same, is(same == 0)
}

func is(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// daysBetween is 0 for reports of one day, and of which it is not known, and 1
// for those a year or more apart, in between by the logarithm.
func daysBetween(a, b int) float64 {
	if a == noDay || b == noDay {
		return 0
	}
	return min(1, math.Log1p(math.Abs(float64(a-b)))/math.Log(366))
}
