package sqlite

import (
	"strings"
	"time"
)

// A block is a day, month, year, decade, century, millennium or all of time,
// written as the digits YYYYMMDD that its days begin with.
type block = string

// levels are the lengths of blocks.
var levels = []int{0, 1, 2, 3, 4, 6, 8}

const (
	firstDay = "0000-01-01"
	lastDay  = "9999-12-31"
)

// cover is the fewest blocks that are the days from one to the other, both included;
// "" is open. It is nil where a bound is no day, or they are in the wrong order.
func cover(from, to string) []block {
	if from == "" {
		from = firstDay
	}
	if to == "" {
		to = lastDay
	}
	d, err := time.Parse(time.DateOnly, from)
	end, err2 := time.Parse(time.DateOnly, to)
	if err != nil || err2 != nil {
		return nil
	}
	var blocks []block
	for !d.After(end) {
		b, next := largest(d, end)
		blocks = append(blocks, b)
		d = next
	}
	return blocks
}

// largest is the largest block that begins with day d and does not go beyond end,
// and the day after it.
func largest(d, end time.Time) (block, time.Time) {
	digits := d.Format("20060102")
	if d.Month() == time.January && d.Day() == 1 {
		for n, years := range []int{10000, 1000, 100, 10, 1} {
			next := d.AddDate(years, 0, 0)
			if d.Year()%years == 0 && !next.AddDate(0, 0, -1).After(end) {
				return digits[:n], next
			}
		}
	}
	if next := d.AddDate(0, 1, 0); d.Day() == 1 && !next.AddDate(0, 0, -1).After(end) {
		return digits[:6], next
	}
	return digits, d.AddDate(0, 0, 1)
}

// around are the blocks that b is a part of, itself left out.
func around(b block) []block {
	var all []block
	for _, n := range levels {
		if n < len(b) {
			all = append(all, b[:n])
		}
	}
	return all
}

// day is the day that an ISO date or date-time begins with; "" where it does not.
func day(s string) string {
	if len(s) < len(time.DateOnly) {
		return ""
	}
	s = s[:len(time.DateOnly)]
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return ""
	}
	return s
}

// number is a day as YYYYMMDD; open where it is none.
func number(day string, open int) int {
	if len(day) != len(time.DateOnly) {
		return open
	}
	n := 0
	for _, c := range strings.ReplaceAll(day, "-", "") {
		n = n*10 + int(c-'0')
	}
	return n
}

// A key is a report's place in the order of time.
type key = int64

// sameMinute is how many keys a minute has. When they are used up, the next
// report gets one of the minute before.
const sameMinute = 1 << 10

// lastMinute is the last minute of the year 9999, counted from 1970.
var lastMinute = time.Date(9999, 12, 31, 23, 59, 0, 0, time.UTC).Unix() / 60

// undated is the first key of the reports without a date.
var undated = (lastMinute - time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC).Unix()/60 + 100_000) * sameMinute

// lastKey is beyond all keys: times perReport it is still a row number.
const lastKey key = 1 << 50

// firstKey is the first of the keys of a report that was published then.
func firstKey(published string) key {
	if day(published) == "" {
		return undated
	}
	at, err := time.Parse(time.RFC3339, published)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04:05", published)
	}
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04", published)
	}
	if err != nil {
		at, _ = time.Parse(time.DateOnly, published[:len(time.DateOnly)])
	}
	return max(0, lastMinute-at.Unix()/60) * sameMinute
}
