package timex

// A unit is a length of time, in order of length as far as they have one.
type unit int

const (
	noUnit unit = iota
	second
	minute
	hour
	night
	part // of a day
	day
	weekend
	week
	fortnight
	month
	quarter
	season
	half
	year
	decade
	century
)

var unitNames = map[string]unit{
	"second": second, "minute": minute, "hour": hour, "night": night, "part": part, "day": day,
	"weekend": weekend, "week": week, "fortnight": fortnight, "month": month, "quarter": quarter,
	"season": season, "half": half, "year": year, "decade": decade, "century": century,
}

// A kind is the sort of thing that the words mean.
type kind int

const (
	point  kind = iota // a stretch of the calendar
	clock              // a time of day
	amount             // a length of time
	set                // times that come again
	ref                // now, once, some day
	none               // in templates: no time, whatever its words look like
	join               // in templates: what the times in the pattern mean together
)

var kindNames = map[string]kind{
	"point": point, "clock": clock, "amount": amount, "set": set, "ref": ref, "none": none, "join": join,
}

// A field is one thing that words can say of a time.
type field int

const (
	fYear      field = iota
	fMonth           // 1 to 12
	fDay             // 1 to 31
	fWeekday         // 1 Monday to 7 Sunday
	fQuarter         // 1 to 4
	fHalf            // 1 or 2
	fSeason          // index in seasonNames
	fPart            // index in partNames
	fHour            // 0 to 24
	fMinute          // 0 to 59
	fSecond          // 0 to 59
	fPM              // 1: the hour is after noon
	fShift           // how many shift units after the anchor
	fShiftUnit       // a unit
	fFrom            // fromNow or fromThat
	fDir             // -1 the last, 0 this, 1 the next
	fFeast           // index in feasts
	fDays            // days after what the rest says
	fEndDay          // a day of the month of the time before: 3 of "May 1-3"
	fEndYear         // a year of the century of the time before: 18 of "1914-18"
	fLastDay         // the last day of "5 to 7 March"
	fLoose           // 1: "the year", of publication or of the time talked about
	fBC              // a year before Christ
	fieldCount
)

var fieldNames = map[string]field{
	"year": fYear, "month": fMonth, "day": fDay, "weekday": fWeekday, "quarter": fQuarter,
	"half": fHalf, "season": fSeason, "part": fPart, "hour": fHour, "minute": fMinute,
	"second": fSecond, "pm": fPM, "shift": fShift, "shiftunit": fShiftUnit, "from": fFrom,
	"dir": fDir, "feast": fFeast, "days": fDays, "endday": fEndDay, "endyear": fEndYear, "bc": fBC, "lastday": fLastDay, "loose": fLoose,
}

// What a shift counts from.
const (
	fromNow  = 1 // publication
	fromThat = 2 // the time talked about last
)

// An expr is what the words of one time say, before it is looked up in the
// calendar.
type expr struct {
	kind        kind
	unit        unit
	has         uint32 // bit set of fields
	v           [fieldCount]int
	n           float64 // of an amount
	vague       bool    // n, or the shift, is a number that nobody counted
	mod         string
	quant, freq string
	ref         string // PRESENT_REF, PAST_REF, FUTURE_REF
	rule        string

	first, last int // items, inclusive
	start, end  int // bytes
}

func (e *expr) set(f field, v int) {
	e.has |= 1 << f
	e.v[f] = v
}

func (e *expr) is(f field) bool { return e.has&(1<<f) != 0 }

// class is what joins and modifiers can ask for.
func (e *expr) class() class {
	switch e.kind {
	case amount:
		if e.is(fDir) {
			return tSpan
		}
		return tAmount
	case set:
		return tSet
	case ref:
		return tRef
	case clock:
		return tClock
	}
	switch e.unit {
	case second, minute, hour:
		return tClock
	case part, night:
		return tPart
	case day:
		return tDay
	case weekend, week, fortnight:
		return tWeek
	case month:
		return tMonth
	case quarter, half:
		return tQuarter
	case season:
		return tSeason
	case year:
		return tYear
	}
	return tDecade
}

// merge adds to e what o says beyond it.
func (e *expr) merge(o *expr) {
	for f := field(0); f < fieldCount; f++ {
		if o.is(f) && !e.is(f) {
			e.set(f, o.v[f])
		}
	}
	if o.unit != noUnit && o.unit < e.unit || e.unit == noUnit {
		e.unit = o.unit
	}
	if e.mod == "" {
		e.mod = o.mod
	}
	if o.kind == clock && e.kind == point {
		e.kind, e.unit = clock, o.unit
	}
	e.vague = e.vague || o.vague
}
