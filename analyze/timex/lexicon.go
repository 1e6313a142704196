package timex

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

// A class is a set of kinds of item that patterns can ask for.
type class uint64

const (
	cMonth class = 1 << iota
	cFullMonth
	cOtherMonth
	cShortMonth
	cWeekday
	cShortWeekday
	cWeekdays
	cUnit
	cLongUnit
	cLongUnits
	cShortUnit
	cUnits
	cPart
	cSeason
	cDecade
	cAMPM
	cZone
	cDayword
	cDir
	cOrd
	cDigit
	cTeen
	cTens
	cHundred
	cDozen
	cVague
	cFreq
	cAdverb
	cTitle
	cTimeprep
	cCountable
	cNumbered
	cFuture
	cPast
	cDefers

	// classes of numbers, by their looks
	cNum   // any
	cDom   // 1 to 31
	cHour  // 0 to 24
	cYear  // four figures, 1000 to 2099
	cNear  // the same, 1900 to 2099
	cYY    // two figures
	cTime  // 10:35
	cDot   // 10.35
	cHHMM  // 1035
	cMM    // 01 to 12
	cName  // a word with a capital that is in no list
	cSlash // a stroke

	// classes of times that were found already, for joins and modifiers
	tDay
	tWeek
	tMonth
	tQuarter
	tSeason
	tYear
	tDecade
	tClock
	tPart
	tAmount
	tSpan // an amount next to publication: "the past two years"
	tSet
	tRef
)

var classNames = map[string]class{
	"month": cMonth, "fullmonth": cFullMonth, "othermonth": cOtherMonth, "shortmonth": cShortMonth,
	"weekday": cWeekday, "shortweekday": cShortWeekday, "weekdays": cWeekdays,
	"unit": cUnit, "longunit": cLongUnit, "longunits": cLongUnits, "shortunit": cShortUnit, "units": cUnits, "part": cPart,
	"season": cSeason, "decade": cDecade, "ampm": cAMPM, "zone": cZone,
	"dayword": cDayword, "dir": cDir, "ord": cOrd, "digit": cDigit, "teen": cTeen, "tens": cTens,
	"hundred": cHundred, "dozen": cDozen, "vague": cVague, "freq": cFreq, "adverb": cAdverb,
	"title": cTitle, "timeprep": cTimeprep, "countable": cCountable, "numbered": cNumbered,
	"future": cFuture, "past": cPast, "defers": cDefers,
	"num": cNum, "dom": cDom, "hour": cHour, "year": cYear, "nearyear": cNear, "yy": cYY,
	"time": cTime, "dot": cDot, "hhmm": cHHMM, "mm": cMM, "name": cName,
	"Day": tDay, "Week": tWeek, "Month": tMonth, "Quarter": tQuarter, "Season": tSeason,
	"Year": tYear, "Decade": tDecade, "Clock": tClock, "Part": tPart, "Amount": tAmount, "Span": tSpan,
	"Set": tSet, "Ref": tRef,
	"Point": tDay | tWeek | tMonth | tQuarter | tSeason | tYear | tDecade | tPart,
}

// An entry is what the word list says of one word.
type entry struct {
	id      uint16 // for comparing with the words of a pattern
	class   class  // in any spelling
	capital class  // only with a capital
	values  []value
}

// A value is what a word stands for as a member of a class.
type value struct {
	class class
	n     int
}

func (e *entry) value(c class) int {
	for _, v := range e.values {
		if v.class&c != 0 {
			return v.n
		}
	}
	return 0
}

// A lexicon maps lower-case words to entries.
type lexicon map[string]*entry

// word is the entry of w, made when there is none yet.
func (l lexicon) word(w string) *entry {
	e := l[w]
	if e == nil {
		e = &entry{id: uint16(len(l) + 1)}
		l[w] = e
	}
	return e
}

//go:embed data/words.txt
var wordData string

var partNames = []string{"", "MO", "MI", "AF", "EV", "NI"}
var seasonNames = []string{"", "SP", "SU", "FA", "WI"}

// parseWords reads a word list: CLASS VALUE WORD... a line.
func parseWords(data string) (lexicon, error) {
	l := lexicon{}
	for n, line := range strings.Split(data, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		c, ok := classNames[f[0]]
		if !ok || len(f) < 3 {
			return nil, fmt.Errorf("words.txt:%d: no such class: %s", n+1, line)
		}
		v, err := wordValue(c, f[1])
		if err != nil {
			return nil, fmt.Errorf("words.txt:%d: %w", n+1, err)
		}
		for _, w := range f[2:] {
			lower := strings.ToLower(w)
			e := l.word(lower)
			if lower == w {
				e.class |= c
			} else {
				e.capital |= c
			}
			e.values = append(e.values, value{c, v})
		}
	}
	return l, nil
}

func wordValue(c class, s string) (int, error) {
	switch c {
	case cUnit, cLongUnit, cLongUnits, cShortUnit, cUnits, cAdverb:
		if u, ok := unitNames[s]; ok {
			return int(u), nil
		}
		return 0, fmt.Errorf("no such unit: %s", s)
	case cPart:
		return indexOf(partNames, s)
	case cSeason:
		return indexOf(seasonNames, s)
	}
	return strconv.Atoi(s)
}

func indexOf(list []string, s string) (int, error) {
	for i, x := range list {
		if x == s {
			return i, nil
		}
	}
	return 0, fmt.Errorf("unknown value: %s", s)
}
