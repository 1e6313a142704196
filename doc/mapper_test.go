package doc

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

var mapperTexts = []string{
	"",
	"a",
	"plain words\nand a second line\n",
	"Guaidó — “ja”\r\n😀 naïve 東京\n\n",
	"\n\n\n",
	strings.Repeat("x", 127) + "é" + strings.Repeat("y", 127) + "😀z",
	strings.Repeat("東", 300) + "\n" + strings.Repeat("😀\n", 200),
	strings.Repeat("line\n", 100),
	"عربى \u200f\u202e x",
	"a\x00b",
}

func TestMapperAgreesWithCounting(t *testing.T) {
	for i, text := range mapperTexts {
		t.Run(fmt.Sprint(i), func(t *testing.T) { checkMapper(t, text) })
	}
}

// checkMapper compares every conversion with the plain way of counting it.
func checkMapper(t *testing.T, text string) {
	t.Helper()
	m := NewMapper(text)
	for p, b := range append(runeStarts(text), len(text)) {
		before := text[:b]
		if got := m.CodePoint(b); got != p {
			t.Fatalf("CodePoint(%d) = %d, want %d", b, got, p)
		}
		if got := m.Byte(p); got != b {
			t.Fatalf("Byte(%d) = %d, want %d", p, got, b)
		}
		if got, want := m.UTF16(b), len(utf16.Encode([]rune(before))); got != want {
			t.Fatalf("UTF16(%d) = %d, want %d", b, got, want)
		}
		line, column := m.Line(b)
		wantLine := strings.Count(before, "\n") + 1
		wantColumn := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		if line != wantLine || column != wantColumn {
			t.Fatalf("Line(%d) = %d:%d, want %d:%d", b, line, column, wantLine, wantColumn)
		}
	}
}

func runeStarts(text string) []int {
	var starts []int
	for b := range text {
		starts = append(starts, b)
	}
	return starts
}

func TestMapperClamps(t *testing.T) {
	m := NewMapper("aé😀")
	for _, c := range []struct{ b, points, units int }{
		{-5, 0, 0}, {0, 0, 0}, {1, 1, 1},
		{2, 1, 1}, // inside é
		{3, 2, 2},
		{4, 2, 2}, {6, 2, 2}, // inside the emoji
		{7, 3, 4}, {99, 3, 4},
	} {
		if got := m.CodePoint(c.b); got != c.points {
			t.Errorf("CodePoint(%d) = %d, want %d", c.b, got, c.points)
		}
		if got := m.UTF16(c.b); got != c.units {
			t.Errorf("UTF16(%d) = %d, want %d", c.b, got, c.units)
		}
	}
	for _, c := range []struct{ p, b int }{{-1, 0}, {0, 0}, {2, 3}, {3, 7}, {99, 7}} {
		if got := m.Byte(c.p); got != c.b {
			t.Errorf("Byte(%d) = %d, want %d", c.p, got, c.b)
		}
	}
	if line, column := m.Line(-3); line != 1 || column != 1 {
		t.Errorf("Line(-3) = %d:%d, want 1:1", line, column)
	}
}

func FuzzMapper(f *testing.F) {
	for _, text := range mapperTexts {
		f.Add(text, 3)
	}
	f.Fuzz(func(t *testing.T, text string, b int) {
		m := NewMapper(text) // must hold for any bytes
		m.CodePoint(b)
		m.Byte(b)
		m.UTF16(b)
		m.Line(b)
		if utf8.ValidString(text) && len(text) < 2000 {
			checkMapper(t, text)
		}
	})
}

func BenchmarkMapper(b *testing.B) {
	for _, c := range []struct{ name, unit string }{
		{"ascii", "The port authority said on Monday that the berths were closed. "},
		{"mixed", "Der Hafen „Süd“ ist seit Montag geschlossen, sagte die Behörde — 😀 "},
	} {
		text := strings.Repeat(c.unit, 100)
		b.Run(c.name+"/New", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				NewMapper(text)
			}
		})
		b.Run(c.name+"/CodePoint", func(b *testing.B) {
			m := NewMapper(text)
			i := 0
			for b.Loop() {
				m.CodePoint(i * 37 % len(text))
				i++
			}
		})
	}
}
